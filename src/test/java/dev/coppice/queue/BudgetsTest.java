package dev.coppice.queue;

import static dev.coppice.queue.PlanDraft.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.event.EventLog;
import dev.coppice.event.Position;
import dev.coppice.event.TaskEvent;
import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import dev.coppice.task.Lease;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What agents have spent decides whether more is started. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BudgetsTest {

    @Inject
    TestQueue queue;

    @Inject
    Attempts attempts;

    @Inject
    Steering steering;

    @Inject
    Budgets budgets;

    @Inject
    EventLog events;

    private TestQueue.Running running;
    private Lease lease;
    private BigDecimal told = BigDecimal.ZERO;

    private void begin(String budget) {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        give(budget);
        lease = queue.claimOne(running);
    }

    private void give(String budget) {
        var settings = queue.status(running).settings();
        steering.workWith(running.id(), settings.spending(Optional.of(new BigDecimal(budget))));
    }

    private void spend(String cost) {
        told = told.add(new BigDecimal(cost));
        attempts.spent(lease, Duration.ofSeconds(1), new Spent(Optional.of(told), false, Usage.NONE));
        budgets.enforce(running.id());
    }

    private List<String> warnings() {
        return events.after(running.id(), Position.START, 1000).stream()
                .filter(event -> event.what().equals("execution_budget_warning"))
                .map(TaskEvent::detail)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void fromFourFifthsOnPeopleAreWarnedOnce() {
        begin("1.00");

        spend("0.79");
        assertThat(warnings()).isEmpty();

        spend("0.01");
        spend("0.10");
        assertThat(warnings()).singleElement().asString().contains("0.8").contains("1.00");
        assertThat(queue.status(running).pauseReason()).isEmpty();
    }

    @Test
    void aSpentBudgetStartsNothingMoreButWhatRunsGoesOn() {
        begin("0.50");

        spend("0.50");

        assertThat(queue.status(running).pauseReason()).contains(Budgets.REASON);
        assertThat(queue.status(running).pauseDetail())
                .hasValueSatisfying(detail -> assertThat(detail).contains("0.5 US dollars of 0.5"));
        assertThat(queue.claim(running, 16)).isEmpty();
        assertThat(attempts.end(lease, new AttemptEnd.CompletedUnchanged())).isInstanceOf(Ending.Accepted.class);
    }

    @Test
    void withALargerBudgetItGoesOnAndIsWarnedOfThatAnew() {
        begin("0.50");
        spend("0.60");
        assertThat(budgets.objection(running.id())).isPresent();

        give("1.00");
        assertThat(budgets.objection(running.id())).isEmpty();
        steering.resume(running.id());
        spend("0.20");

        assertThat(warnings()).hasSize(1);
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }

    @Test
    void allAttemptsOfAllTasksCount() {
        begin("1.00");
        spend("0.60");
        attempts.end(lease, new AttemptEnd.CompletedUnchanged());
        lease = queue.claimOne(running);
        told = BigDecimal.ZERO;

        spend("0.40");

        assertThat(queue.status(running).pauseReason()).contains(Budgets.REASON);
        assertThat(queue.status(running).spent().cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("1"));
    }

    @Test
    void withoutABudgetNothingIsHeldBack() {
        running = queue.submit(PlanDraft.of(task("1.1"), task("1.2")));
        lease = queue.claimOne(running);

        spend("1000");

        assertThat(budgets.objection(running.id())).isEmpty();
        assertThat(warnings()).isEmpty();
        assertThat(queue.claimedNumbers(running)).containsExactly("1.2");
    }
}
