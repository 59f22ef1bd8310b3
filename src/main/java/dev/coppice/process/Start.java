package dev.coppice.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a launcher starts a command.
 *
 * @param words what stands in front of the command
 * @param grace the time between TERM and KILL
 */
record Start(List<String> words, Function<Process, ProcessTree> tree, Duration grace) {

    /** With a wall around it the wall starts in any case, so what the command needs is looked for first. */
    RunningProcess of(Command command, Output standardOutput, Output standardError) {
        String name = command.arguments().getFirst();
        if (!Files.isDirectory(command.directory())) {
            return notStarted(name, command.directory() + " is not a directory");
        }
        var program = Programs.find(name, command.directory(), command.environment());
        if (program.isEmpty()) {
            return notStarted(
                    name,
                    name.contains("/")
                            ? "no such file, or not executable"
                            : "not found on the PATH, or not executable");
        }
        try {
            return start(program.get(), command, standardOutput, standardError);
        } catch (IOException e) {
            return notStarted(name, String.valueOf(e.getMessage()));
        }
    }

    private RunningProcess start(Path program, Command command, Output standardOutput, Output standardError)
            throws IOException {
        boolean together = standardOutput.equals(standardError);
        var process = Spawner.start(builder(program, command).redirectErrorStream(together));
        var streams = new Streams(process, command.input(), standardOutput, together ? Output.none() : standardError);
        return new HostProcess(process, tree.apply(process), streams, command.timeLimit(), grace);
    }

    private ProcessBuilder builder(Path program, Command command) {
        var arguments = Stream.of(
                        words.stream(),
                        Stream.of(program.toString()),
                        command.arguments().stream().skip(1))
                .flatMap(Function.identity())
                .toList();
        var builder =
                new ProcessBuilder(arguments).directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        if (command.input().isEmpty()) {
            builder.redirectInput(new File("/dev/null"));
        }
        return builder;
    }

    private static RunningProcess notStarted(String name, String why) {
        return new NotStarted("cannot start " + name + ": " + why);
    }
}
