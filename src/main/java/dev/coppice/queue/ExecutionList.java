package dev.coppice.queue;

import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Shows executions page by page. A page begins where the last one ended, whatever has come or gone meanwhile. */
@ApplicationScoped
public class ExecutionList {

    private final Sql sql;

    ExecutionList(Sql sql) {
        this.sql = sql;
    }

    /** At most so many, after the place or from the beginning. */
    @Transactional
    public ExecutionPage page(ExecutionFilter filter, ExecutionOrder order, Optional<ExecutionPlace> after, int most) {
        var statement = new ListStatement(filter, order, after);
        SqlCall call = sql.call(statement.text());
        statement.values().forEach(call::with);
        return ExecutionPage.of(call.with("most", most + 1).rows(ExecutionList::listed), most, order);
    }

    private static ListedExecution listed(ResultSet row) throws SQLException {
        return new ListedExecution(Executions.summary(row), Columns.text(row, "agent"), Columns.text(row, "shown"));
    }
}
