package dev.coppice.torture;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the agents have written down themselves: when the work of an attempt was done, by this host's clock. */
record Journal(Map<String, BigDecimal> done) {

    /** Whose agent must have come to its end before the attempt did. */
    private static final String WITH_WORK = """
            select t.execution_id || ' ' || t.number || ' ' || a.number, extract(epoch from a.ended_at)
              from attempt a
              join task t on t.id = a.task_id
             where a.state = 'completed' or a.reason in ('agent_failed', 'check_failed', 'conflict', 'no_change')
            """;

    private static final String LOST = """
            select t.execution_id || ' ' || t.number || ' ' || a.number, extract(epoch from a.ended_at)
              from attempt a
              join task t on t.id = a.task_id
             where a.reason = 'lease_expired'
            """;

    /** Far more than the longest stop and a beat; the agents concerned would go on for longer still. */
    private static final BigDecimal LONG_BEFORE = BigDecimal.valueOf(12);

    static Journal read(Path file) throws IOException {
        var done = new HashMap<String, BigDecimal>();
        for (var line : Files.readAllLines(file)) {
            var words = line.split(" ", -1);
            if (words[0].equals("done")) {
                done.merge(words[1] + " " + words[2] + " " + words[3], new BigDecimal(words[4]), BigDecimal::min);
            }
        }
        return new Journal(done);
    }

    /** Agents that finished although the lease had been taken away from their attempt long before: nobody has stopped them. */
    List<String> ghosts(Database database) {
        return database.rows(LOST).stream()
                .filter(row -> {
                    int end = row.lastIndexOf(' ');
                    var written = done.get(row.substring(0, end));
                    return written != null
                            && written.compareTo(new BigDecimal(row.substring(end + 1)).add(LONG_BEFORE)) > 0;
                })
                .map(row -> "worked on long after its lease was gone: " + row)
                .toList();
    }

    /** Attempts that are said to have ended with their work done, and have not done it, or not yet then. */
    List<String> contradictions(Database database) {
        return database.rows(WITH_WORK).stream()
                .filter(row -> {
                    int end = row.lastIndexOf(' ');
                    var written = done.get(row.substring(0, end));
                    return written == null || written.compareTo(new BigDecimal(row.substring(end + 1))) > 0;
                })
                .map(row -> "ended without its agent's work being done: " + row)
                .toList();
    }
}
