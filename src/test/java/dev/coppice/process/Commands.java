package dev.coppice.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands for tests. */
final class Commands {

    static final Duration LONG = Duration.ofMinutes(2);

    private Commands() {}

    /** Every wall that stands on this host. */
    static Stream<Wall> walls() {
        return WallProbe.available().stream();
    }

    static Command shell(String script) {
        return shell(script, "", LONG);
    }

    static Command shell(String script, String input, Duration limit) {
        return new Command(
                List.of("sh", "-c", script), Path.of("/"), Map.of("PATH", System.getenv("PATH")), input, limit);
    }
}
