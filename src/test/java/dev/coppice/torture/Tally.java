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

    static void debug(Database d) { d.rows("select count(*), left(regexp_replace(regexp_replace(message, '[0-9a-f]{12,40}', 'X', 'g'), '[0-9]+', 'N', 'g'), 250) from attempt where reason = 'infrastructure' group by 2 order by 1 desc limit 25").forEach(System.out::println); }

    int fewestFaults() {
        return List.of(Fault.values()).stream()
                .mapToInt(fault -> faults.getOrDefault(fault, 0))
                .min()
                .orElse(0);
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
