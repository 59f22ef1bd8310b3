package dev.coppice.agent.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpencodeEventsTest {

    @Test
    void aStepIsReadWithWhatItCost() {
        var line = "{\"type\":\"step_finish\",\"part\":{\"reason\":\"stop\",\"cost\":0.0011,"
                + "\"tokens\":{\"input\":900,\"output\":40,\"reasoning\":10,\"cache\":{\"read\":100,\"write\":5}}}}";

        assertThat(OpencodeEvents.read(line))
                .contains(new OpencodeEvent.Stepped(
                        "stop", Optional.of(new BigDecimal("0.001100")), new Usage(900, 50, 100, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1", "0", "1e300", "\"NaN\"", "null", "10000"})
    void aCostThatIsNoneOrThatNobodyCanPayIsUnknown(String cost) {
        assertThat(OpencodeEvents.read("{\"type\":\"step_finish\",\"part\":{\"cost\":" + cost + "}}"))
                .hasValueSatisfying(event ->
                        assertThat(((OpencodeEvent.Stepped) event).cost()).isEmpty());
    }

    @Test
    void theCostsOfAllStepsAreTheCostOfTheRun() {
        var run = new OpencodeRun("opencode");

        run.hear("{\"type\":\"step_finish\",\"part\":{\"reason\":\"tool-calls\",\"cost\":0.25}}");
        run.hear("{\"type\":\"step_finish\",\"part\":{\"reason\":\"stop\",\"cost\":0.5}}");

        assertThat(run.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.75"));
        assertThat(run.judge(0, "")).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void anErrorOutweighsStepsAndTheExitCode() {
        var run = new OpencodeRun("opencode");

        run.hear("{\"type\":\"step_finish\",\"part\":{\"reason\":\"stop\"}}");
        run.hear("{\"type\":\"error\",\"error\":{\"name\":\"ProviderAuthError\",\"data\":{\"message\":\"no key\"}}}");

        assertThat(run.judge(0, ""))
                .isEqualTo(new AgentResult.Unavailable("not_logged_in", "opencode CLI: ProviderAuthError: no key"));
    }
}
