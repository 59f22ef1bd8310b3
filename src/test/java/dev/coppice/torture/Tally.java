package dev.coppice.torture;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What was done, and what came of it. */
record Tally(
        Map<Fault, Integer> faults,
        int executions,
        int starts,
        List<String> tasks,
        List<String> attempts,
        Duration took) {

    static Tally of(Database database, Faults faults, Load load, Fleet fleet, Duration took) {
        return new Tally(
                faults.done(),
                load.submitted().size(),
                fleet.starts(),
                database.rows("select state, count(*) from task group by 1 order by 1"),
                database.rows(
                        "select state || coalesce('/' || reason, ''), count(*) from attempt group by 1 order by 1"),
                took);
    }

    String line(Settings settings) {
        int sum = faults.values().stream().mapToInt(Integer::intValue).sum();
        return "torture: seed " + settings.seed() + ", " + took.toSeconds() + " s, " + settings.workers()
                + " workers started " + starts
                + " times, " + sum + " faults " + faults + ", " + executions + " executions, tasks " + tasks
                + ", attempts "
                + attempts;
    }
}
