package dev.coppice.isolation.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks for a program where it would be started: in the image. */
record ProgramProbe(ContainerConfig config, Footing.Firm firm) {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String QUESTION = "command -v \"$1\" >/dev/null && echo here || echo missing";

    /** Why the program cannot be started; a path that is not absolute is one of the worktree, and nobody knows yet. */
    Optional<String> objection(String image, String program) {
        if (program.contains("/") && !program.startsWith("/")) {
            return Optional.empty();
        }
        var start = new RunLine.Start(
                CommandFolder.PREFIX + "probe-" + UUID.randomUUID(),
                Map.of(),
                List.of(),
                Path.of("/"),
                false,
                firm.image(),
                QUESTION,
                List.of(program));
        var line = new RunLine(config, firm.engine(), firm.way()).of(start);
        var answer = firm.engine().ask(LIMIT, line.subList(firm.engine().words().size(), line.size()));
        if (!answer.succeeded()) {
            return Optional.of("the image " + image + " does not run here: " + answer.complaint());
        }
        return answer.output().equals("here")
                ? Optional.empty()
                : Optional.of("the image " + image + " has no program '" + program + "'");
    }
}
