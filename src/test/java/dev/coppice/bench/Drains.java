package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures drains in turn, round after round, so that what else the machine does meets all of them alike. */
final class Drains {

    private final List<Drain> drains;
    private final int jobs;

    Drains(List<Drain> drains, int jobs) {
        this.drains = List.copyOf(drains);
        this.jobs = jobs;
    }

    /** The results by figure, one of each round; a first round of a tenth of the jobs only warms up. */
    Map<String, List<DrainResult>> measure(int rounds) throws InterruptedException {
        var results = new LinkedHashMap<String, List<DrainResult>>();
        for (int round = 0; round <= rounds; round++) {
            for (Drain drain : drains) {
                var result = measured(drain, round == 0 ? jobs / 10 : jobs);
                System.err.println("round " + round + ": " + result);
                if (round > 0) {
                    results.computeIfAbsent(drain.figure(), _ -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        return results;
    }

    static DrainResult measured(Drain drain, int jobs) throws InterruptedException {
        drain.empty();
        long before = System.nanoTime();
        drain.enqueue(jobs);
        double enqueued = (System.nanoTime() - before) / 1e9;
        TestPostgres.execute(drain.database(), "vacuum analyze");
        TestPostgres.execute(drain.database(), "checkpoint");
        var start = Usage.now(drain.database());
        drain.work(jobs);
        var used = Usage.now(drain.database()).since(start);
        drain.rest();
        demandNoneLeft(drain);
        return new DrainResult(drain.figure(), jobs, enqueued, used);
    }

    private static void demandNoneLeft(Drain drain) {
        long left = number(drain.database(), drain.leftQuery());
        if (left != 0) {
            throw new IllegalStateException(drain.figure() + " left " + left + " jobs");
        }
    }

    static long number(DatabaseAddress database, String query) {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
