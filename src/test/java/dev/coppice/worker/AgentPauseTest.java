package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.AgentPause;
import dev.coppice.queue.AgentPauses;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Scope;
import dev.coppice.queue.TaskStatus;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.HomeId;
import dev.coppice.task.TaskState;
import dev.coppice.task.WorkerId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that says no for a while: a script stands for the Claude CLI, and says what that one prints then. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(AgentPauseTest.FakeClaude.class)
class AgentPauseTest extends AJudgedPlan {

    private static final Path PROGRAM = Path.of("target", "limited-claude").toAbsolutePath();
    private static final Path DEPUTY = Path.of("target", "deputy-of-claude").toAbsolutePath();

    /** The agent's program, and pauses that a test can wait for. */
    public static final class FakeClaude implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "coppice.claude.program",
                    PROGRAM.toString(),
                    "coppice.agents.profiles",
                    "deputy",
                    "coppice.profile.deputy.agent",
                    "claude",
                    "coppice.profile.deputy.program",
                    DEPUTY.toString(),
                    "coppice.profile.deputy.model",
                    "small",
                    "coppice.agents.fallback",
                    "claude=deputy",
                    "coppice.pause.first",
                    "200ms",
                    "coppice.pause.overload",
                    "200ms");
        }
    }

    /** Each call leaves a line; those up to {@code $LIMITED} meet the limit, the next one answers only when it may. */
    private static final String PRELUDE = """
            #!/bin/sh
            BOARD='@BOARD@'
            cat > /dev/null
            echo $COPPICE_TASK >> "$BOARD/calls"
            call=$(wc -l < "$BOARD/calls")
            say() { printf '%s\\n' "$1"; }
            say '{"type":"system","subtype":"init","session_id":"0a1b2c3d-0000-4000-8000-000000000001","model":"m"}'
            limited() {
              say "{\\"type\\":\\"rate_limit_event\\",\\"rate_limit_info\\":{\\"status\\":\\"rejected\\",\\"resetsAt\\":$1}}"
              say '{"type":"assistant","error":"rate_limit","is_api_error_message":true,"message":{"model":"<synthetic>","content":[{"type":"text","text":"no more"}]}}'
              say '{"type":"result","subtype":"success","is_error":true,"api_error_status":429,"num_turns":1,"result":"no more"}'
              exit 1
            }
            works() {
              say '{"type":"assistant","message":{"model":"m","content":[{"type":"text","text":"here I am"}]}}'
              touch done-$COPPICE_TASK
              [ -z "$1" ] || while [ ! -f "$BOARD/$1" ]; do sleep 0.05; done
              say '{"type":"result","subtype":"success","is_error":false,"num_turns":1,"total_cost_usd":0.01}'
              exit 0
            }
            """;

    private static final String THREE = plan("", "", "");

    @Inject
    AgentPauses pauses;

    @AfterEach
    void endThePause() throws IOException {
        pauses.end("claude");
        Files.deleteIfExists(PROGRAM);
        Files.deleteIfExists(DEPUTY);
    }

    private void claude(String lines) throws IOException {
        write(PROGRAM, lines);
    }

    private void write(Path program, String lines) throws IOException {
        Files.writeString(program, PRELUDE.replace("@BOARD@", board.toString()) + lines + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private ExecutionId begin(String plan, int slots) {
        var settings = new ExecutionSettings("claude", List.of(), "host", Duration.ofMinutes(5), slots);
        return begin(plan, settings, ExecutionMode.WORKTREE, slots);
    }

    private long calls() {
        var calls = board.resolve("calls");
        return Files.exists(calls) ? read(calls).lines().count() : 0;
    }

    private Optional<AgentPause> pause() {
        return pauses.all().stream()
                .filter(pause -> pause.agent().equals("claude"))
                .findFirst();
    }

    private void assertThatNothingIsCounted(ExecutionId execution) {
        assertThat(value(
                        "select sum(failures + infrastructure_faults + lease_losses + takeovers) from task where execution_id = '"
                                + execution + "'"))
                .isEqualTo("0");
    }

    private long attempts(ExecutionId execution, String state) {
        return status(execution).tasks().stream()
                .map(TaskStatus::attempts)
                .flatMap(List::stream)
                .filter(attempt -> attempt.state().equals(state))
                .count();
    }

    @Test
    void afterTheResetOneTriesAndTheOthersFollowOnceItGotAnAnswer() throws Exception {
        claude("""
                [ $call -gt 2 ] || limited $(($(date +%s) + 2))
                if [ $call = 3 ]; then
                  while [ ! -f "$BOARD/answer" ]; do sleep 0.05; done
                  works end
                fi
                works""");
        var execution = begin(THREE, 2);
        until(() -> calls() == 3);

        worker.poll();
        worker.poll();

        assertThat(pause())
                .hasValueSatisfying(pause -> assertThat(pause.isProbing()).isTrue());
        assertThat(calls()).isEqualTo(3);
        pinUp("answer");
        until(() -> calls() > 3);
        pinUp("end");
        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(calls()).isEqualTo(5);
        assertThat(attempts(execution, "released")).isEqualTo(2);
        assertThatNothingIsCounted(execution);
        assertThat(pause()).isEmpty();
    }

    @Test
    void tasksOfOtherAgentsGoOnAndTheOperatorEndsThePause() throws Exception {
        claude("[ $call -gt 1 ] || limited $(($(date +%s) + 36000)); works");
        var limited = submit(
                THREE,
                new ExecutionSettings("claude", List.of(), "host", Duration.ofMinutes(5), 1),
                ExecutionMode.WORKTREE);
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(own.id()), 1);
        until(() -> pause().isPresent());

        var other = submit("touch $COPPICE_TASK");
        awaitEnd(other);

        assertThat(status(other).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(status(limited).tasks()).extracting(TaskStatus::state).allMatch(new TaskState.Queued(0)::equals);
        assertThat(calls()).isEqualTo(1);
        pauses.end("claude");
        awaitEnd(limited);
        assertThat(status(limited).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThatNothingIsCounted(limited);
    }

    @Test
    void whoStandsInDoesTheTasksOfAnAgentThatPausesWithTheModelOfHisOwnProfile() throws Exception {
        claude("limited $(($(date +%s) + 36000))");
        write(DEPUTY, "works");

        var execution = begin(plan("", "**Model:** opus"), 1);

        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(pause())
                .hasValueSatisfying(pause -> assertThat(pause.fallback()).contains("deputy"));
        assertThat(status(execution).tasks().stream().flatMap(task -> task.attempts().stream()))
                .extracting(
                        attempt -> attempt.state() + " by " + attempt.agent().orElse("?") + " with "
                                + attempt.model().orElse("its own choice"))
                .containsExactlyInAnyOrder(
                        "released by claude with its own choice",
                        "completed by deputy with small",
                        "completed by deputy with small");
        assertThatNothingIsCounted(execution);
    }

    @Test
    void whoIsNotHereDoesNotStandIn() throws Exception {
        claude("[ $call -gt 1 ] || limited $(($(date +%s) + 36000)); works");

        begin(plan(""), 1);

        until(() -> pause().isPresent());
        assertThat(pause())
                .hasValueSatisfying(pause -> assertThat(pause.fallback()).isEmpty());
    }

    @Test
    void aRestartKeepsThePause() throws Exception {
        claude("[ $call -gt 1 ] || limited $(($(date +%s) + 36000)); works");
        var execution = begin(THREE, 1);
        until(() -> pause().isPresent());
        var before = pause().orElseThrow();
        worker.drain(Duration.ofSeconds(60));

        worker.start(new Scope.OwnExecution(execution), WorkerId.random(), new HomeId(own.id()), 3);
        worker.poll();

        assertThat(pause()).contains(before);
        assertThat(pause().orElseThrow().until()).isAfter(Instant.now().plusSeconds(30_000));
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "not a number, '\"soon\"'",
        "past, 1000000000",
        "milliseconds, 1796000000000",
        "no long, 99999999999999999999999999"
    })
    void aResetThatMakesNoSenseIsNotWaitedFor(String name, String resetsAt) throws Exception {
        claude("[ $call -gt 1 ] || limited '" + resetsAt + "'; works");

        var execution = begin(plan(""), 1);

        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThatNothingIsCounted(execution);
        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"status-401, not_logged_in", "status-402, account_blocked", "status-529, provider_failed"})
    void whatTheAccountOrTheProviderLacksIsTriedAgainUntilItWorks(String recording, String word) throws Exception {
        var said =
                Path.of("src/test/resources/claude", recording, "stdout.jsonl").toAbsolutePath();
        claude("[ $call -gt 2 ] || { cat '" + said + "'; exit 1; }; works");

        var execution = begin(plan(""), 1);

        awaitEnd(execution);
        assertThat(status(execution).state()).isEqualTo(ExecutionState.COMPLETED);
        assertThat(task(execution, "1.1").attempts()).hasSize(3);
        assertThat(task(execution, "1.1").attempts().getFirst().reason()).contains(word);
        assertThatNothingIsCounted(execution);
        assertThat(value(
                        "select string_agg(what, ' ' order by id) from task_event where what like 'agent%' and execution_id = '"
                                + execution + "'"))
                .isEqualTo("agent_paused agent_paused agent_resumed");
    }
}
