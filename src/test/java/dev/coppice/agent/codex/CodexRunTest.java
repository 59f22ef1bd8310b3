package dev.coppice.agent.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codex CLI's last words that no fake model brings about: its own sentences for what became of the account. */
class CodexRunTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    You've hit your usage limit. Try again in 3 hours.                        | rate_limited
                    exceeded retry limit, last status: 429 Too Many Requests, request id: r   | rate_limited
                    unexpected status 401 Unauthorized: no such key, url: https://x/responses | not_logged_in
                    unexpected status 402 Payment Required: pay, url: https://x/responses     | account_blocked
                    unexpected status 404 Not Found: no model 500, url: https://x/responses   | agent_configuration
                    unexpected status 529 : overloaded                                        | provider_failed
                    Quota exceeded. Check your plan and billing details.                      | account_blocked
                    Your access token could not be refreshed. Please log out and sign in again. | not_logged_in
                    Codex ran out of room in the model's context window. Start a new thread.  | prompt_too_long
                    Selected model is at capacity. Please try a different model.              | provider_failed
                    stream disconnected before completion: stream closed                      | provider_failed
                    internal error; agent loop died unexpectedly                              | failed
                    """)
    void aFailedTurnMeansWhatItSays(String message, String meaning) {
        var run = new CodexRun("codex", Optional.empty());
        run.hear("{\"type\":\"thread.started\",\"thread_id\":\"t\"}");

        run.hear("{\"type\":\"turn.failed\",\"error\":{\"message\":\"" + message + "\"}}");

        assertThat(run.isOver()).isTrue();
        assertThat(word(run.judge(1, ""))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"message\":\"exceeded retry limit, last status: 429 Too Many Requests\"}",
                "{\"type\":\"item.completed\",\"item\":{\"type\":\"agent_message\",\"text\":\"You've hit your usage limit\"}}",
                "{\"type\":\"item.completed\",\"item\":{\"type\":\"error\",\"message\":\"unexpected status 401\"}}"
            })
    void onlyTheLastWordDecides(String line) {
        var run = new CodexRun("codex", Optional.empty());
        run.hear("{\"type\":\"thread.started\",\"thread_id\":\"t\"}");

        run.hear(line);
        run.hear("{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":5}}");

        assertThat(run.judge(0, "")).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void onlyTwoComplaintsInARowAboutTheNetworkEndARun() {
        var waiting = "{\"type\":\"error\",\"message\":\"Reconnecting... waiting for network (Connection failed)\"}";
        var run = new CodexRun("codex", Optional.empty());
        run.hear(waiting);
        run.hear(
                "{\"type\":\"item.completed\",\"item\":{\"type\":\"command_execution\",\"command\":\"make\",\"exit_code\":0}}");
        run.hear(waiting);

        assertThat(run.hasGivenUp()).isFalse();
        run.hear(waiting);

        assertThat(run.hasGivenUp()).isTrue();
        assertThat(word(run.judge(0, ""))).isEqualTo("provider_failed");
    }

    private static String word(AgentResult result) {
        return switch (result) {
            case AgentResult.Failed _ -> "failed";
            case AgentResult.Blocked(var word, var _) -> word;
            case AgentResult.Unavailable(var word, var _) -> word;
            case AgentResult.Finished _, AgentResult.TimedOut _, AgentResult.Stopped _ -> result.toString();
        };
    }

    @Test
    void whatCameFromACacheIsNotCountedAsInputAgain() {
        var run = new CodexRun("gpt", Optional.empty());

        run.hear("{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":100,\"cached_input_tokens\":70,"
                + "\"cache_write_input_tokens\":10,\"output_tokens\":5,\"reasoning_output_tokens\":3}}");

        assertThat(run.usage()).isEqualTo(Map.of("gpt", new Usage(20, 5, 70, 10)));
    }

    @Test
    void aThreadThatGoesOnCountsOnFromWhatItHadBefore() {
        var before = new Conversation("t", Optional.empty(), BigDecimal.ZERO, Map.of("gpt", new Usage(60, 5, 0, 0)));
        var run = new CodexRun("gpt", Optional.of(before));

        run.hear("{\"type\":\"thread.started\",\"thread_id\":\"t\"}");
        run.hear("{\"type\":\"turn.completed\",\"usage\":{\"input_tokens\":100,\"output_tokens\":7}}");

        assertThat(run.usage()).isEqualTo(Map.of("gpt", new Usage(40, 2, 0, 0)));
        assertThat(run.conversation(Optional.empty()))
                .hasValueSatisfying(
                        after -> assertThat(after.usage()).isEqualTo(Map.of("gpt", new Usage(100, 7, 0, 0))));
    }
}
