package dev.coppice.queue.figures;

import dev.coppice.queue.row.Columns;
import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How much there is to do in each repository, of all services on the database. */
@ApplicationScoped
public class RepositoryFigures {

    private static final SqlText OPEN = SqlText.of("""
            select repository, count(*) filter (where state = 'executing') as executing, count(*) as unfinished
              from execution
             where finished_at is null
             group by repository
            """);

    private final AutoCommit sql;

    RepositoryFigures(AutoCommit sql) {
        this.sql = sql;
    }

    /** Of one repository, by its folder: how many executions are at work, and how many are not at their end. */
    public record Open(String folder, int executing, int unfinished) {

        public static Open none(String folder) {
            return new Open(folder, 0, 0);
        }
    }

    /** By their folders; those without anything to do are not among them. */
    public Map<String, Open> open() {
        return sql
                .call(OPEN)
                .rows(row ->
                        new Open(Columns.text(row, "repository"), row.getInt("executing"), row.getInt("unfinished")))
                .stream()
                .collect(Collectors.toMap(Open::folder, Function.identity()));
    }
}
