package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What events are about, for those who tell people of many at once: each question is one statement, and what is deleted has no answer. */
@ApplicationScoped
public class Subjects {

    private static final SqlText EXECUTIONS =
            SqlText.of("select id, state, plan, repository from execution where id = any (:executions)");

    private static final SqlText TITLES =
            SqlText.of("select task_id, title from task_data where task_id = any (:tasks)");

    private final AutoCommit sql;

    Subjects(AutoCommit sql) {
        this.sql = sql;
    }

    /** What an execution is called, and how it stands now. */
    public record Subject(ExecutionId id, ExecutionState state, String plan, Path repository) {}

    public Map<ExecutionId, Subject> executions(Collection<ExecutionId> ids) {
        return sql.call(EXECUTIONS).with("executions", texts(ids)).rows(Subjects::subject).stream()
                .collect(Collectors.toMap(Subject::id, Function.identity()));
    }

    /** The tasks' titles. */
    public Map<TaskId, String> titles(Collection<TaskId> ids) {
        return sql
                .call(TITLES)
                .with("tasks", ids.stream().map(TaskId::value).toArray(Long[]::new))
                .rows(row -> Map.entry(new TaskId(row.getLong("task_id")), Columns.text(row, "title")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String[] texts(Collection<ExecutionId> ids) {
        return ids.stream().map(ExecutionId::value).toArray(String[]::new);
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                new ExecutionId(Columns.text(row, "id")),
                ExecutionState.of(Columns.text(row, "state")),
                Columns.text(row, "plan"),
                Path.of(Columns.text(row, "repository")));
    }
}
