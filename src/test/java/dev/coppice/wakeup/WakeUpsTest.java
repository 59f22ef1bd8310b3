package dev.coppice.wakeup;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coppice.database.OwnFolder;
import dev.coppice.database.PostgresResource;
import dev.coppice.plan.Plan;
import dev.coppice.queue.AttemptEnd;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Executions;
import dev.coppice.queue.PlanDraft;
import dev.coppice.queue.Steering;
import dev.coppice.queue.TestQueue;
import dev.coppice.task.HomeId;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who hears of what a transaction has made possible. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class WakeUpsTest {

    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final Plan PLAN = PlanDraft.of(task("1.1"), task("1.2"), task("1.3", "1.1"));

    @Inject
    TestQueue queue;

    @Inject
    Executions executions;

    @Inject
    Steering steering;

    @Inject
    Attempts attempts;

    @Inject
    WakeUps wakeUps;

    @Inject
    NotificationSender sender;

    @Inject
    AgroalDataSource database;

    @Inject
    OwnFolder own;

    @Inject
    Heard here;

    private final List<Notification> elsewhere = new CopyOnWriteArrayList<>();
    private EarThread ear;

    /** What observers in this process are told. */
    @ApplicationScoped
    static class Heard {

        private final List<WakeUp> events = new CopyOnWriteArrayList<>();

        void hear(@Observes WakeUp event) {
            events.add(event);
        }

        List<WakeUp> events() {
            return List.copyOf(events);
        }
    }

    @BeforeEach
    void listenAsAnotherProcess() {
        var began = new CopyOnWriteArrayList<Boolean>();
        ear = new EarThread(database::getConnection, QUIET, elsewhere::add, () -> began.add(true));
        ear.start();
        await().atMost(LONG_ENOUGH).until(() -> !began.isEmpty());
    }

    @AfterEach
    void stop() {
        ear.stop();
    }

    private static Notification queued(HomeId home) {
        return new Notification(Notification.QUEUED, home.value().toString());
    }

    /** The notifications until now: those of one process arrive in the order in which they were sent. */
    private List<Notification> untilNow() {
        var mark = new Notification(Notification.QUEUED, "mark " + UUID.randomUUID());
        sender.tell(mark);
        await().atMost(LONG_ENOUGH).until(() -> elsewhere.contains(mark));
        return elsewhere.subList(0, elsewhere.indexOf(mark));
    }

    @Test
    void aSubmissionToAnotherHomeIsToldOnceThereAndNotHere() {
        var running = queue.submit(PLAN);

        assertThat(untilNow()).containsExactly(queued(running.home()));
        assertThat(here.events())
                .doesNotContain(new WakeUp.Claimable(running.home().value().toString()));
    }

    @Test
    void aSubmissionToThisHomeIsToldHereAndNotElsewhere() {
        queue.submit(TestQueue.newExecution(PLAN, new HomeId(own.id())));

        assertThat(here.events()).contains(new WakeUp.Claimable(own.id().toString()));
        assertThat(untilNow()).isEmpty();
    }

    @Test
    void theEndOfATaskTellsOfThoseThatNeededIt() {
        var running = queue.submit(PLAN);
        var lease = queue.claimOne(running);
        int before = untilNow().size();

        attempts.end(lease, new AttemptEnd.CompletedUnchanged());

        assertThat(untilNow().stream().filter(queued(running.home())::equals)).hasSize(before + 1);
    }

    @Test
    void anEndThatMakesNothingClaimableTellsNobody() {
        var running = queue.submit(PLAN);
        queue.claimOne(running);
        var second = queue.claimOne(running);
        int before = untilNow().size();

        attempts.end(second, new AttemptEnd.CompletedUnchanged());

        assertThat(untilNow().stream().filter(queued(running.home())::equals)).hasSize(before);
    }

    @Test
    void aTransactionThatIsRolledBackTellsNobody() {
        var rolledBack = TestQueue.newExecution(PLAN, TestQueue.home());

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    executions.submit(rolledBack);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessageContaining("rolled back");

        assertThat(executions.find(rolledBack.id())).isEmpty();
        assertThat(untilNow()).isEmpty();
    }

    @Test
    void aHundredAdmissionsInOneTransactionAreOneWakeUp() {
        var home = TestQueue.home();

        QuarkusTransaction.requiringNew().run(() -> {
            for (int admission = 0; admission < 100; admission++) {
                wakeUps.admitted(home.value().toString(), 1);
            }
        });

        assertThat(untilNow()).containsExactly(queued(home));
    }

    @Test
    void aHundredTransactionsInABurstAreFewNotifications() {
        var home = TestQueue.home();

        for (int admission = 0; admission < 100; admission++) {
            QuarkusTransaction.requiringNew()
                    .run(() -> wakeUps.admitted(home.value().toString(), 1));
        }

        var told = untilNow();
        assertThat(told).contains(queued(home)).hasSizeLessThan(50);
    }

    @Test
    void nothingAdmittedIsNothingToTell() {
        var elsewhere = TestQueue.home().value().toString();

        QuarkusTransaction.requiringNew().run(() -> wakeUps.admitted(elsewhere, 0));

        assertThat(untilNow()).extracting(Notification::payload).doesNotContain(elsewhere);
    }

    @Test
    void aCancelIsToldHereAndElsewhereBecauseItsTasksMayRunAnywhere() {
        var running = queue.submit(PLAN);
        queue.claimOne(running);

        steering.cancel(running.id());

        assertThat(untilNow())
                .contains(new Notification(Notification.STOP_ASKED, running.id().value()));
        assertThat(here.events()).contains(new WakeUp.StopAsked(running.id()));
    }

    @Test
    void aNotifierWhoseConnectionWasCutSendsOnANewOne() throws SQLException {
        untilNow();
        queue.value("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                + " where application_name = 'coppice notifier' and datname = current_database()");

        var running = queue.submit(PLAN);

        assertThat(untilNow()).contains(queued(running.home()));
    }
}
