package dev.coppice.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a launcher starts a command.
 *
 * @param words what stands in front of the command
 * @param limits what it may use, as far as this host can hold it to that
 * @param wantsGroup whether a control group, where there is one, is to end what the tree leaves behind
 * @param grace the time between TERM and KILL
 * @param place the directory whose size is limited; empty: the one that it works in
 */
record Start(
        List<String> words,
        Function<Process, ProcessTree> tree,
        Duration grace,
        Limits limits,
        boolean wantsGroup,
        Optional<Path> place) {

    /** Limited where it works. */
    Start(List<String> words, Function<Process, ProcessTree> tree, Duration grace, Limits limits, boolean wantsGroup) {
        this(words, tree, grace, limits, wantsGroup, Optional.empty());
    }

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
            return start(program.get(), new Talk(command, standardOutput, standardError));
        } catch (IOException e) {
            return notStarted(name, String.valueOf(e.getMessage()));
        }
    }

    /** What is run, and who listens. */
    private record Talk(Command command, Output standardOutput, Output standardError) {

        boolean isTogether() {
            return standardOutput.equals(standardError);
        }

        Streams streams(Process process, OutputCount count) {
            return new Streams(
                    process,
                    command.input(),
                    count.counting(standardOutput),
                    isTogether() ? Output.none() : count.counting(standardError),
                    standardError);
        }
    }

    private RunningProcess start(Path program, Talk talk) throws IOException {
        if (limits.controllers().isEmpty() && !wantsGroup) {
            return start(limits.words(), program, talk, tree);
        }
        var group = ControlGroups.here().make(limits);
        var inFront = new ArrayList<>(group.words());
        inFront.addAll(limits.words());
        try {
            return start(inFront, program, talk, process -> new LimitedTree(tree.apply(process), group));
        } catch (IOException e) {
            group.remove();
            throw e;
        }
    }

    private RunningProcess start(List<String> inFront, Path program, Talk talk, Function<Process, ProcessTree> treeOf)
            throws IOException {
        var process = Spawner.start(builder(inFront, program, talk.command()).redirectErrorStream(talk.isTogether()));
        var count = new OutputCount(limits.output());
        var running = new HostProcess(
                process,
                treeOf.apply(process),
                talk.streams(process, count),
                talk.command().timeLimit(),
                grace);
        count.tell(() -> running.exceed("the limit of output is reached (coppice.limits.output)"));
        limits.disk()
                .ifPresent(
                        most -> watchDisk(process, place.orElse(talk.command().directory()), most, running));
        return running;
    }

    private static void watchDisk(Process process, Path directory, long most, HostProcess running) {
        DiskWatch.start(
                process,
                directory,
                most,
                () -> running.exceed("the limit of room on the disk is reached (coppice.limits.disk)"));
    }

    private ProcessBuilder builder(List<String> inFront, Path program, Command command) {
        var arguments = Stream.of(
                        inFront.stream(),
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
