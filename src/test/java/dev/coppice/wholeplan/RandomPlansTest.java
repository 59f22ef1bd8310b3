package dev.coppice.wholeplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.lease.Leases;
import dev.coppice.task.ExecutionId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a plan is, whatever its agents do and whatever goes wrong meanwhile: the result is what comes out if the accepted tasks' own
 * changes are made one after another, and nothing that was done is lost. {@code -Dcoppice.property.seed} and {@code .rounds} go on from
 * there; a seed draws the same plan and the same accidents again, though not at the same moments.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RandomPlansTest extends AWholePlan {

    @Inject
    AgroalDataSource database;

    @Inject
    Leases leases;

    static LongStream seeds() {
        long first = Long.getLong("coppice.property.seed", new Random().nextInt(1_000_000));
        return LongStream.range(first, first + Integer.getInteger("coppice.property.rounds", 8));
    }

    @ParameterizedTest(name = "-Dcoppice.property.seed={0}")
    @MethodSource("seeds")
    void theResultIsTheAcceptedTasksOneAfterAnotherAndNothingElseChanges(long seed) throws IOException {
        var random = new Random(seed);
        var plan = RandomPlan.draw(random);
        var user = TestRepository.create(folder.resolve("user"));
        Edits.addFiles(user);
        var before = user.belongings();
        var accidents = new Accidents(random, database, leases, this::restart);

        var text = plan.text(plan.writeAgent(folder.resolve("agents")));
        // The shell is asked once: what another agent does with a conflict or a failed check is not drawn.
        var execution = start(user.directory(), text, settings("shell", List.of()), plan.retries());
        until(() -> isOver(execution, accidents));
        worker.finish(LONG_ENOUGH, LONG_ENOUGH);

        var result = "refs/coppice/" + execution + "/tip";
        var chain = Landed.chain(user, "main", result);
        var judgement = new Judgement(plan, status(execution), chain, Replay.of(user, folder.resolve("clone")));
        System.out.printf("seed %d: %s, accidents %s%n", seed, judgement.summary(), accidents.happened());
        assertThat(judgement.objections()).as(text + accidents.happened()).isEmpty();
        assertThat(remains(user)).isEmpty();
        assertThat(user.git("rev-parse", "coppice/" + execution + "/result")).isEqualTo(user.git("rev-parse", result));
        assertThat(user.belongings()).isEqualTo(before);
    }

    private boolean isOver(ExecutionId execution, Accidents accidents) {
        accidents.perhaps(execution);
        return status(execution).state().isFinal();
    }

    private void restart(ExecutionId execution) {
        assertThat(worker.drain(LONG_ENOUGH)).isTrue();
        startWorker(execution);
    }

    /** What ought not to be in the repository once nobody works in it. */
    private List<String> remains(TestRepository user) throws IOException {
        var pools = pools();
        var worktrees = user.git("worktree", "list", "--porcelain")
                .lines()
                .filter(line ->
                        line.startsWith("worktree ") || line.startsWith("prunable") || line.startsWith("locked"))
                .filter(line -> !line.equals("worktree " + user.directory()) && !line.startsWith("worktree " + pools));
        var locks = locks(user.directory().resolve(".git")).stream();
        var faults = user.git("fsck", "--strict", "--no-dangling").lines();
        return java.util.stream.Stream.of(worktrees, locks, faults)
                .flatMap(found -> found)
                .toList();
    }

    private static List<String> locks(Path gitDirectory) throws IOException {
        try (var files = Files.walk(gitDirectory)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".lock") && !file.endsWith("/coppice-turn.lock"))
                    .toList();
        }
    }
}
