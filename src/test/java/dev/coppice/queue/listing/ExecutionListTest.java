package dev.coppice.queue.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.TestQueue;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some hundred executions of one repository, several of each moment, page by page. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ExecutionListTest {

    private static final int SIZE = 300;

    @Inject
    ExecutionList list;

    @Inject
    TestQueue queue;

    private final String name = UUID.randomUUID().toString();

    private void insert(int executions, String state) {
        queue.change("""
                insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home,
                                       state, created_at, finished_at)
                select 'exec_' || substr(md5(random()::text), 1, 24), '/repositories/%s', 'worktree', 'p', '', 'h', '%s', '%s',
                       '{"agent": "shell"}', gen_random_uuid(), '%s', now() - i / 7 * interval '1 second',
                       case when '%s' = 'completed' then now() - i / 5 * interval '1 second' end
                  from generate_series(1, %d) i
                """.formatted(name, TestQueue.BASE, TestQueue.BASE, state, state, executions));
    }

    private ExecutionFilter filter(ExecutionState... states) {
        return new ExecutionFilter(
                Set.of(states),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<ExecutionSummary> readAll(ExecutionFilter filter, ExecutionOrder order, Runnable betweenPages) {
        var all = new ArrayList<ExecutionSummary>();
        var page = list.page(filter, order, Optional.empty(), 13);
        all.addAll(summaries(page));
        while (page.next().isPresent()) {
            betweenPages.run();
            page = list.page(filter, order, page.next(), 13);
            all.addAll(summaries(page));
        }
        return all;
    }

    private static List<ExecutionSummary> summaries(ExecutionPage page) {
        return page.executions().stream().map(ListedExecution::summary).toList();
    }

    private static List<ExecutionId> ids(List<ExecutionSummary> executions) {
        return executions.stream().map(ExecutionSummary::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void pagesInAnyOrderHoldEachExecutionOnce(ExecutionOrder order) {
        insert(SIZE, "completed");

        var all = readAll(filter(), order, () -> {});

        assertThat(ids(all)).hasSize(SIZE).doesNotHaveDuplicates();
        assertThat(all).isSortedAccordingTo(comparator(order));
    }

    private static Comparator<ExecutionSummary> comparator(ExecutionOrder order) {
        return switch (order) {
            case NEWEST -> Comparator.comparing(ExecutionSummary::createdAt).reversed();
            case OLDEST -> Comparator.comparing(ExecutionSummary::createdAt);
            case ENDED_LAST ->
                Comparator.comparing((ExecutionSummary one) -> one.finishedAt().orElseThrow())
                        .reversed();
            case ENDED_FIRST -> Comparator.comparing(one -> one.finishedAt().orElseThrow());
        };
    }

    @Test
    void whatComesOrGoesBetweenTwoPagesMovesNothing() {
        insert(SIZE, "completed");
        var before = ids(readAll(filter(), ExecutionOrder.NEWEST, () -> {}));
        var last = before.getLast();

        var read = ids(readAll(filter(), ExecutionOrder.NEWEST, () -> {
            queue.change("""
                    insert into execution (id, repository, mode, plan, plan_text, plan_hash, base_commit, result_tip, settings, home)
                    select 'exec_' || substr(md5(random()::text), 1, 24), repository, mode, plan, '', 'h', base_commit, result_tip,
                           settings, home
                      from execution where id = '%s'
                    """.formatted(last));
            queue.change("delete from execution where id = '" + before.get(5) + "'");
        }));

        assertThat(read).isEqualTo(before);
    }

    @Test
    void onlyWhatIsAskedForIsListedAndAnOrderByEndsHasOnlyWhatHasEnded() {
        insert(40, "completed");
        insert(3, "paused");

        assertThat(readAll(filter(ExecutionState.PAUSED, ExecutionState.EXECUTING), ExecutionOrder.OLDEST, () -> {}))
                .hasSize(3)
                .allMatch(execution -> execution.state() == ExecutionState.PAUSED);
        assertThat(readAll(filter(ExecutionState.COMPLETED, ExecutionState.PAUSED), ExecutionOrder.NEWEST, () -> {}))
                .hasSize(43);
        assertThat(readAll(filter(), ExecutionOrder.ENDED_LAST, () -> {})).hasSize(40);
        assertThat(readAll(filter(ExecutionState.FAILED), ExecutionOrder.NEWEST, () -> {}))
                .isEmpty();
    }
}
