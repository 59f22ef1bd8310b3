package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeEventsTest {

    static String[] garbage() {
        return new String[] {
            "",
            " ",
            "no json",
            "null",
            "7",
            "[]",
            "{}",
            "{\"type\":null}",
            "{\"type\":\"from-the-future\",\"subtype\":\"success\"}",
            "{\"type\":\"system\",\"subtype\":\"status\"}",
            "{\"type\":\"result\"",
            "[".repeat(100_000),
            "\u0000\uFFFD"
        };
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void whatIsNotKnownIsLeftOut(String line) {
        assertThat(ClaudeEvents.read(line)).isEmpty();
    }

    @Test
    void fieldsOfAnotherTypeAreAsGoodAsMissing() {
        var line =
                "{\"type\":\"result\",\"subtype\":7,\"is_error\":\"no\",\"num_turns\":\"many\",\"total_cost_usd\":[],"
                        + "\"permission_denials\":\"Bash\",\"errors\":{},\"api_error_status\":\"x\",\"result\":null}";

        assertThat(ClaudeEvents.read(line)).hasValueSatisfying(event -> {
            var result = (ClaudeEvent.Result) event;
            assertThat(result.subtype()).isEmpty();
            assertThat(result.isError()).isTrue();
            assertThat(result.turns()).isZero();
            assertThat(result.cost()).isEmpty();
            assertThat(result.denied()).isEmpty();
            assertThat(result.text()).isEmpty();
        });
    }

    @Test
    void aResultThatDoesNotSayWhetherItIsAnErrorIsOne() {
        assertThat(ClaudeEvents.read("{\"type\":\"result\",\"subtype\":\"success\",\"num_turns\":1}"))
                .hasValueSatisfying(event ->
                        assertThat(((ClaudeEvent.Result) event).isError()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1", "1e300", "\"NaN\"", "null", "100000"})
    void aCostThatNobodyCanPayIsUnknown(String cost) {
        assertThat(ClaudeEvents.read("{\"type\":\"result\",\"total_cost_usd\":" + cost + "}"))
                .hasValueSatisfying(
                        event -> assertThat(((ClaudeEvent.Result) event).cost()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"You've hit your limit · resets 3pm", "You've hit your weekly limit", "Session limit reached"})
    void aLimitThatTheCliTellsInProseIsAFailureAndTheSameWordsOfAModelAreNot(String words) {
        var line =
                "{\"type\":\"assistant\",\"message\":{\"model\":\"%s\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}}";

        assertThat(ClaudeEvents.read(line.formatted("<synthetic>", words)))
                .contains(new ClaudeEvent.Said(true, "rate_limit", words));
        assertThat(ClaudeEvents.read(line.formatted("claude-sonnet-5", words)))
                .contains(new ClaudeEvent.Said(false, "", words));
    }

    @Test
    void theAccountsLimitIsReadWithTheTimeOfItsEnd() {
        assertThat(
                        ClaudeEvents.read(
                                "{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"rejected\",\"resetsAt\":1795690000}}"))
                .contains(new ClaudeEvent.RateLimit(true, 1_795_690_000L));
        assertThat(ClaudeEvents.read("{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"allowed\"}}"))
                .contains(new ClaudeEvent.RateLimit(false, 0));
    }
}
