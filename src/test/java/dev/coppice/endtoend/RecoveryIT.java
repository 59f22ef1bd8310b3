package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 1: whatever is killed, whenever, {@code --resume} goes on, and nothing is lost, doubled or left over. */
class RecoveryIT {

    private static final int KILLS = Integer.getInteger("coppice.test.kills", 20);
    private static final int TASKS = 40;
    private static final long SEED = Long.getLong("coppice.test.seed", 20261124L);

    @TempDir
    Path folder;

    private SampleRepository repository;
    private PackagedCoppice coppice;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        coppice = new PackagedCoppice(folder.resolve("home"), repository.folder());
    }

    private String[] resume(Path plan) {
        return new String[] {"run", plan.toString(), "--agent", "shell", "--workers", "3", "--resume", "--json"};
    }

    @Test
    void killsAtRandomMomentsLoseNothingAndDoubleNothing() {
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(TASKS));
        var random = RandomGeneratorFactory.getDefault().create(SEED);
        var before = repository.whatIsTheUsers();
        var first = coppice.start("run", plan.toString(), "--agent", "shell", "--workers", "3");
        Waiting.until(() -> first.standardError().contains("1.1 "));
        first.killWithin(random.nextLong(1_000), true);

        for (int kill = 1; kill < KILLS; kill++) {
            coppice.start(resume(plan)).killWithin(random.nextLong(1_000, 8_000), random.nextBoolean());
        }
        var last = coppice.run(resume(plan));

        assertThat(last.exitCode()).as(last.standardError()).isZero();
        var branch = repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/coppice");
        assertThat(branch.lines()).hasSize(1);
        assertThat(repository.landed(branch))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, TASKS)
                        .mapToObj(task -> "feat(pipeline): Number " + task)
                        .toList());
        assertThat(repository.whatIsTheUsers()).isEqualTo(before);
        assertThat(repository.git("fsck", "--strict")).doesNotContain("error").doesNotContain("missing");
        assertThat(coppice.processesLeft()).isEmpty();
    }
}
