package dev.coppice.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What attempts that had to put something right say about it themselves: nothing in this test gives them a reason to. */
final class Evidence {

    private static final int LINES = 40;

    private static final String MORE_THAN_ONE_ROUND = """
            select distinct a.log
              from attempt a
              join task_event e on e.task_id = a.task_id and e.attempt = a.number
             where e.what = 'running' and a.log is not null
             group by a.task_id, a.number, a.log
            having count(*) > 1
             limit 5
            """;

    private Evidence() {}

    /** The last lines of each such attempt's log. */
    static List<String> of(Database database) {
        return database.rows(MORE_THAN_ONE_ROUND).stream()
                .flatMap(log -> Stream.concat(Stream.of("torture: " + log), lastLines(Path.of(log))))
                .toList();
    }

    private static Stream<String> lastLines(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream();
        } catch (IOException e) {
            return Stream.of("(" + e + ")");
        }
    }
}
