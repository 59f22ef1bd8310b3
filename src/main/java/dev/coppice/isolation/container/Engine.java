package dev.coppice.isolation.container;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.Tail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A container engine's command line.
 *
 * @param words the program and what stands before each of its commands
 */
record Engine(Kind kind, List<String> words) {

    /** Which of them; they take the same words but for a few. */
    enum Kind {
        PODMAN,
        DOCKER
    }

    private static final Path ANYWHERE = Path.of("/");
    private static final int OUTPUT_LIMIT = 1 << 20;
    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 3;

    Engine {
        words = List.copyOf(words);
    }

    /** What it said to a command. */
    record Answer(boolean succeeded, String output, String complaint) {}

    /** The same engine with more before each of its commands. */
    Engine with(List<String> more) {
        return new Engine(kind, line(more));
    }

    List<String> line(List<String> arguments) {
        var line = new ArrayList<>(words);
        line.addAll(arguments);
        return line;
    }

    /** Runs one of its short commands; it has no input and ends after the limit. */
    Answer ask(Duration limit, String... arguments) {
        return ask(limit, List.of(arguments));
    }

    Answer ask(Duration limit, List<String> arguments) {
        var output = new Capture(OUTPUT_LIMIT);
        var complaint = new Tail(TAIL_BYTES);
        var result = new DirectLauncher()
                .launch(new Command(line(arguments), ANYWHERE, System.getenv(), "", limit), output, complaint)
                .await();
        var said = complaint.lastLines(QUOTED_LINES).replace('\n', ' ');
        return switch (result) {
            case ProcessResult.Exited(int code, var _) ->
                new Answer(code == 0, output.text().strip(), said.isEmpty() ? "exit code " + code : said);
            case ProcessResult.TimedOut(var after) -> failed("no answer within " + after.toSeconds() + " s");
            case ProcessResult.Exceeded(var words) -> failed(words);
            case ProcessResult.Stopped _ -> failed("interrupted");
            case ProcessResult.NotStarted(var reason) -> failed(reason);
        };
    }

    private static Answer failed(String why) {
        return new Answer(false, "", why);
    }

    /** As people call it. */
    String name() {
        return switch (kind) {
            case PODMAN -> "podman";
            case DOCKER -> "docker";
        };
    }
}
