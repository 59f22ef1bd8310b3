package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which the process of an agent of the Agent Client Protocol may end. */
class AcpEndTest extends AScriptedAgent {

    @Test
    void aProgramThatIsNoSuchAgentIsAWrongSetting() {
        assertBlocked(work("no-agent"), "agent_configuration", "exit code 2: unknown option --acp");
        assertBlocked(work("no-agent-at-peace"), "agent_configuration", "coppice.profile.tested.command");
        assertBlocked(work("version-two"), "agent_configuration", "version 2 of the Agent Client Protocol");
    }

    @Test
    void oneThatBeginsNoSessionFails() {
        assertFailed(work("no-session"), "no session");
    }

    @Test
    void oneThatEndsBeforeItsTurnDoesIsNoSuccess() {
        assertFailed(work("exits"), "exit code 7, and no result: out of luck");
    }

    @Test
    void oneThatSomebodyElseKilledIsNotTheTasksFault() {
        assertThat(work("killed").result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("signal 9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exits-otherwise", "lingers"})
    void itsTurnCountsHoweverItsProcessEnds(String agent) {
        assertThat(work(agent).result()).isEqualTo(new AgentResult.Finished());
        assertThat(runner.processesLeft()).isEmpty();
    }

    @Test
    void oneThatIsStillAtWorkAfterItsTimeIsEnded() {
        runner.limit = Duration.ofMillis(700);

        assertThat(work("hangs").result()).isEqualTo(new AgentResult.TimedOut(runner.limit));
        assertThat(runner.processesLeft()).isEmpty();
    }

    @Test
    void oneThatAnswersItsEndWithACancelledTurnHasTimedOutAllTheSame() {
        runner.limit = Duration.ofMillis(700);

        assertThat(work("heeds-term").result()).isEqualTo(new AgentResult.TimedOut(runner.limit));
    }

    @Test
    void whoeverIsStoppedIsAskedToCancelFirst() throws IOException {
        runner.started = process -> Thread.startVirtualThread(() -> {
            awaitBusy();
            process.stop();
        });

        assertThat(work("heeds").result()).isEqualTo(new AgentResult.Stopped());

        assertThat(heard()).anyMatch(line -> line.contains("\"session/cancel\",\"params\":{\"sessionId\":\"s-1\"}"));
        assertThat(heard()).last().isEqualTo(answered("\"late\"", "{\"outcome\":\"cancelled\"}"));
    }

    @Test
    void whoeverDoesNotHeedThatIsEnded() {
        runner.started = process -> Thread.startVirtualThread(() -> {
            awaitBusy();
            process.stop();
        });

        assertThat(work("hangs").result()).isEqualTo(new AgentResult.Stopped());
        assertThat(runner.processesLeft()).isEmpty();
    }
}
