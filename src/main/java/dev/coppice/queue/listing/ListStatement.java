package dev.coppice.queue.listing;

import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statement of one page of a list. It holds the conditions that are asked for and no others: one that is always there and may be null
 * would hide from the planner, which plans for all values at once, what an index is good for.
 */
final class ListStatement {

    private static final String EXECUTIONS = """
            select id, state, repository, mode, plan, plan_hash, created_at, finished_at, started_by, settings ->> 'agent' as agent,
                   coalesce(settings #>> '{repository,name}', repository) as shown
              from execution
             where\s""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final ExecutionOrder order;

    ListStatement(ExecutionFilter filter, ExecutionOrder order, Optional<ExecutionPlace> after) {
        this.order = order;
        conditions.add(order.isOfEnded() ? "finished_at is not null" : "true");
        restrict(filter);
        after.ifPresent(place -> {
            conditions.add(order.after());
            values.put("at", place.at().atOffset(ZoneOffset.UTC));
            values.put("id", place.id().value());
        });
    }

    private void restrict(ExecutionFilter filter) {
        if (!filter.states().isEmpty()) {
            var words = filter.states().stream().map(ExecutionState::word).toArray(String[]::new);
            with("state = any (:states)", "states", words);
        }
        if (!filter.states().isEmpty() && filter.states().stream().noneMatch(ExecutionState::isFinal)) {
            conditions.add("finished_at is null");
        }
        filter.repository()
                .ifPresent(name -> with(
                        "(repository = :repository or regexp_replace(repository, '^.*/', '') = :repository"
                                + " or settings #>> '{repository,name}' = :repository)",
                        "repository",
                        name));
        filter.plan().ifPresent(name -> with("plan = :plan", "plan", name));
        filter.agent().ifPresent(name -> with("settings ->> 'agent' = :agent", "agent", name));
        filter.mode().map(ExecutionMode::word).ifPresent(word -> with("mode = :mode", "mode", word));
        filter.since().ifPresent(time -> with("created_at >= :since", "since", time));
        filter.until().ifPresent(time -> with("created_at < :until", "until", time));
        filter.within()
                .ifPresent(names -> with(
                        "(repository = any (:within) or regexp_replace(repository, '^.*/', '') = any (:within))",
                        "within",
                        names.toArray(String[]::new)));
    }

    private void with(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }

    SqlText text() {
        return SqlText.of(
                EXECUTIONS + String.join("\n   and ", conditions) + "\n order by " + order.by() + "\n limit :most");
    }

    /** By the names of the text's parameters, but the limit's. */
    Map<String, Object> values() {
        return values;
    }
}
