package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.TestQueue.Running;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Lease;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** However many executions a repository has, only so many of its tasks run at the same time. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(RepositoryLimitTest.TwoAtOnce.class)
class RepositoryLimitTest {

    public static final class TwoAtOnce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.queue.repository-limit", "2");
        }
    }

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Places places;

    @Inject
    DataSource database;

    private final HomeId home = TestQueue.home();
    private final Path repository = Path.of("/repositories/" + UUID.randomUUID());

    @Test
    void twoExecutionsShareThePlacesInTurn() {
        var one = submit(Optional.empty());
        var other = submit(Optional.empty());

        var first = queue.claimAny(home, 16);
        assertThat(first).hasSize(2);
        assertThat(queue.claimAny(home, 16)).isEmpty();

        attempts.end(first.getFirst().lease(), new AttemptEnd.CompletedUnchanged());
        assertThat(executions(queue.claimAny(home, 16))).containsExactly(other.id());

        attempts.end(first.getLast().lease(), new AttemptEnd.CompletedUnchanged());
        assertThat(executions(queue.claimAny(home, 16))).containsExactly(one.id());
    }

    @Test
    void anExecutionsOwnLimitStillCounts() {
        var narrow = submit(Optional.of(1));

        assertThat(executions(queue.claimAny(home, 16))).containsExactly(narrow.id());
        assertThat(queue.claimAny(home, 16)).isEmpty();

        var wide = submit(Optional.empty());
        assertThat(executions(queue.claimAny(home, 16))).containsExactly(wide.id());
    }

    @Test
    void otherRepositoriesHavePlacesOfTheirOwn() {
        submit(Optional.empty());
        var elsewhere = queue.submit(TestQueue.newExecution(PlanDraft.of(task("1.1"), task("1.2"), task("1.3")), home));

        assertThat(executions(queue.claimAny(home, 16)))
                .hasSize(4)
                .filteredOn(elsewhere.id()::equals)
                .hasSize(2);
    }

    /** Whoever held the other execution's lock did not give the place away; the next round does. */
    @Test
    void aPlaceThatNobodyCouldGiveAwayIsFoundLater() throws SQLException {
        var one = submit(Optional.of(1));
        var lease = queue.claimOne(one);
        var alsoOne = queue.submit(TestQueue.newExecution(PlanDraft.of(task("1.1")), home, repository));
        queue.claimOne(alsoOne);
        var waiting = submit(Optional.empty());
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from execution where id = '" + waiting.id() + "' for no key update");
            attempts.end(lease, new AttemptEnd.Failed("no", "no", false));
            connection.rollback();
        }
        queue.change(
                "update task set state = 'cancelled' where state = 'queued' and execution_id = '" + one.id() + "'");
        assertThat(queue.claim(waiting, 16)).isEmpty();

        assertThat(places.waitedFor()).contains(waiting.id());
        places.fill(waiting.id());

        assertThat(queue.claim(waiting, 16)).hasSize(1);
    }

    /** What the operator says of one repository goes before what is said of all; and whoever has places takes turns. */
    @Test
    void aRepositoryWithANameHasALimitOfItsOwn() {
        var narrow = List.of(named("narrow", 1), named("narrow", 1));
        var wide = List.of(named("wide", 4), named("wide", 4));

        var first = queue.claimAny(home, 2);
        var rest = queue.claimAny(home, 16);

        assertThat(executions(first))
                .containsExactlyInAnyOrder(
                        narrow.getFirst().id(), wide.getFirst().id());
        assertThat(executions(rest))
                .containsExactlyInAnyOrder(
                        wide.getFirst().id(),
                        wide.getFirst().id(),
                        wide.getLast().id());
        attempts.end(of(narrow.getFirst(), first), new AttemptEnd.CompletedUnchanged());
        assertThat(executions(queue.claimAny(home, 16)))
                .containsExactly(narrow.getLast().id());
        attempts.end(of(wide.getFirst(), first), new AttemptEnd.CompletedUnchanged());
        assertThat(executions(queue.claimAny(home, 16)))
                .containsExactly(wide.getLast().id());
    }

    private static Lease of(Running one, List<Claim> claims) {
        return claims.stream()
                .map(Claim::lease)
                .filter(lease -> lease.execution().equals(one.id()))
                .findFirst()
                .orElseThrow();
    }

    private Running named(String name, int limit) {
        var plain = TestQueue.newExecution(
                PlanDraft.of(task("1.1"), task("1.2"), task("1.3")), home, Path.of("/repositories/" + name + home));
        return queue.submit(TestQueue.with(plain, plain.settings().under(new RepositoryTerms(name, limit))));
    }

    private Running submit(Optional<Integer> most) {
        return queue.submit(TestQueue.scheduled(
                TestQueue.newExecution(PlanDraft.of(task("1.1"), task("1.2"), task("1.3")), home, repository),
                Scheduling.usual().atOnce(most)));
    }

    private static List<ExecutionId> executions(List<Claim> claims) {
        return claims.stream().map(claim -> claim.lease().execution()).toList();
    }
}
