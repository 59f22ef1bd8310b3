package dev.coppice.isolation.container;

import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.Limits;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Starts every command of one attempt in a container of its own, from one image, in the same worktree. */
final class ContainerLauncher implements Launcher {

    /** What the engine's client gets beyond the command's own time: it is ended from here only if all else fails. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final int TAIL_BYTES = 4096;

    private final Attempt attempt;
    private final RunLine line;
    private final GitView git;

    /**
     * What all its commands share.
     *
     * @param image by its id
     * @param name of the attempt, in words that a container's name may hold
     * @param own the folders below which one that a command names as HOME or TMPDIR is its to write to
     * @param limits of which those of output and disk are held to here; the others are the engine's
     */
    record Attempt(
            Engine engine,
            String image,
            String name,
            Map<String, String> labels,
            AttemptFolder folder,
            List<Path> own,
            Limits limits) {

        public Attempt {
            labels = Map.copyOf(labels);
            own = List.copyOf(own);
        }
    }

    ContainerLauncher(Attempt attempt, RunLine line, GitView git) {
        this.attempt = attempt;
        this.line = line;
        this.git = git;
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        var program = command.arguments().getFirst();
        try {
            var mounts = mounts(command);
            var bad = mounts.stream().filter(mount -> !mount.canBeSaid()).findFirst();
            if (bad.isPresent()) {
                return new Refused("cannot mount " + bad.get().source() + ": its name holds a colon");
            }
            return launch(command, mounts, standardOutput, standardError);
        } catch (IOException e) {
            return new Refused("cannot start " + program + " in a container: " + e);
        }
    }

    private RunningProcess launch(Command command, List<Mount> mounts, Output output, Output error) throws IOException {
        var folder = CommandFolder.make(
                attempt.folder(),
                attempt.name() + "-" + UUID.randomUUID().toString().substring(0, 8),
                command.environment());
        var complaints = new Tail(TAIL_BYTES);
        var all = new ArrayList<>(mounts);
        all.add(Mount.writable(folder.path()));
        var words = line.of(start(command, folder, all));
        // Two outputs that are one stay one, so that their order does.
        var client = DirectLauncher.onBehalfOf(attempt.limits(), command.directory())
                .launch(
                        new Command(
                                words,
                                attempt.folder().path(),
                                System.getenv(),
                                command.input(),
                                command.timeLimit().plus(MARGIN)),
                        output.equals(error) ? Tee.of(error, complaints) : output,
                        Tee.of(error, complaints));
        var place = new ContainerProcess.Place(
                attempt.engine(), folder, command.arguments().getFirst(), complaints);
        return new ContainerProcess(client, place, command.timeLimit());
    }

    private RunLine.Start start(Command command, CommandFolder folder, List<Mount> mounts) {
        var words = new ArrayList<String>();
        words.add(folder.path().toString());
        words.addAll(command.arguments());
        return new RunLine.Start(
                folder.container(),
                attempt.labels(),
                mounts,
                command.directory(),
                !command.input().isEmpty(),
                attempt.image(),
                CommandFolder.FIRST_PROCESS,
                words);
    }

    private List<Mount> mounts(Command command) throws IOException {
        var mounts = new ArrayList<Mount>();
        mounts.add(Mount.writable(command.directory()));
        mounts.addAll(git.mounts(command.directory()));
        for (var variable : List.of("TMPDIR", "HOME")) {
            var path =
                    Path.of(command.environment().getOrDefault(variable, "/")).normalize();
            boolean isCovered = mounts.stream().anyMatch(mount -> path.startsWith(mount.target()));
            if (isOwn(path) && !isCovered) {
                mounts.add(Mount.writable(path));
            }
        }
        return mounts;
    }

    /** The names come from us, but a link in their place would be the work of something in an earlier container. */
    private boolean isOwn(Path path) {
        return attempt.own().stream().anyMatch(folder -> path.startsWith(folder) && !path.equals(folder))
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
