package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents that do not come to an end by themselves: which limit ended them stands wherever people look. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(HangTest.ShortSilence.class)
class HangTest extends AJudgedPlan {

    /** Short, but longer than what an agent of these tests is silent by nature. */
    public static final class ShortSilence implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.agents.silence-limit", "4s");
        }
    }

    @Test
    void anAgentThatFallsSilentHasTimedOutByTheLimitOfSilence() {
        var execution = run(plan(""), "echo half > half.txt; echo begun; sleep 600");

        assertThatItIsSaid(
                execution, "the agent printed nothing for 4s, its limit of silence (coppice.agents.silence-limit)");
        assertThat(user.git("show", kept(execution, "1.1").sha() + ":half.txt")).isEqualTo("half");
    }

    @Test
    void anAgentThatIsStillAtWorkHasTimedOutByTheLimitOfItsTask() {
        var settings = new ExecutionSettings(
                "command",
                List.of("sh", "-c", "while :; do echo on; sleep 0.1; done"),
                "host",
                Duration.ofSeconds(6),
                1);

        var execution = run(plan(""), settings, ExecutionMode.WORKTREE);

        assertThatItIsSaid(execution, "the agent was still running after 6s, the time limit of its task");
    }

    private void assertThatItIsSaid(ExecutionId execution, String limit) {
        assertThat(reason(execution, "1.1")).isEqualTo("timed_out");
        assertThat(task(execution, "1.1").error()).contains(limit);
        assertThat(log(execution, "1.1")).contains("coppice: " + limit + "\n");
        assertThat(value("select detail ->> 'message' from task_event where what = 'failed' and execution_id = '"
                        + execution + "'"))
                .isEqualTo(limit);
    }
}
