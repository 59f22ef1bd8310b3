package dev.coppice.queue.listing;

import dev.coppice.queue.ExecutionSummary;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Shows executions page by page. A page begins where the last one ended, whatever has come or gone meanwhile. */
@ApplicationScoped
public class ExecutionList {

    private final AutoCommit sql;
    private final Tallies tallies;

    ExecutionList(AutoCommit sql, Tallies tallies) {
        this.sql = sql;
        this.tallies = tallies;
    }

    /** At most so many, after the place or from the beginning. */
    public ExecutionPage page(ExecutionFilter filter, ExecutionOrder order, Optional<ExecutionPlace> after, int most) {
        var statement = new ListStatement(filter, order, after);
        SqlCall call = sql.call(statement.text());
        statement.values().forEach(call::with);
        var found = call.with("most", most + 1).rows(Line::of);
        var counted = tallies.of(
                found.stream().limit(most).map(line -> line.summary().id()).toList());
        return ExecutionPage.of(found, most, order, counted);
    }

    /** One row of the list itself. */
    record Line(ExecutionSummary summary, String agent, String repository) {

        static Line of(ResultSet row) throws SQLException {
            return new Line(ExecutionSummary.of(row), Columns.text(row, "agent"), Columns.text(row, "shown"));
        }

        ListedExecution with(Tally tally) {
            return new ListedExecution(summary, agent, repository, tally);
        }
    }
}
