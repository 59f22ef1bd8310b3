package dev.coppice.isolation.dagger;

import dev.coppice.files.FileTree;
import dev.coppice.isolation.DistantProcess;
import dev.coppice.process.Command;
import dev.coppice.process.Input;
import dev.coppice.process.Launcher;
import dev.coppice.process.NotStarted;
import dev.coppice.process.OpenInput;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Starts every command of one attempt by a session of Dagger that the attempt has for itself, or in the one that Coppice was started in. One
 * command after another: two that bring back the same folder would undo each other's work.
 */
final class DaggerLauncher implements Launcher, AutoCloseable {

    private final DaggerProgram program;
    private final Attempt attempt;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Session session;

    /**
     * What all its commands share.
     *
     * @param name of the attempt
     * @param stage a folder of its own, in which the engine's client may write
     * @param own the folders below which one that a command names as HOME or TMPDIR goes with it
     */
    record Attempt(String name, Base base, Path stage, List<Path> own) {

        Attempt {
            own = List.copyOf(own);
        }
    }

    DaggerLauncher(DaggerProgram program, Attempt attempt) {
        this.program = program;
        this.attempt = attempt;
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return switch (command.input()) {
            case Input.Text(var text) -> launch(command, text, standardOutput, standardError);
            case OpenInput _ ->
                new NotStarted("Dagger runs a command from its beginning to its end: nobody can talk to "
                        + command.arguments().getFirst() + " meanwhile");
        };
    }

    private RunningProcess launch(Command command, String input, Output standardOutput, Output standardError) {
        var secrets = Set.copyOf(program.config().secrets().orElse(List.of()));
        var recipe = new Recipe(command, input, places(command), secrets, attempt.name());
        return DistantProcess.start(begun -> inTurn(recipe, standardOutput, standardError, begun), command.timeLimit());
    }

    private ProcessResult inTurn(Recipe recipe, Output output, Output error, Runnable begun)
            throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return go(recipe, output, error, begun);
        } catch (InterruptedException e) {
            closeSession();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private ProcessResult go(Recipe recipe, Output output, Output error, Runnable begun) throws InterruptedException {
        if (session == null) {
            var limit = program.config().sessionLimit();
            switch (Session.open(program, attempt.stage(), limit)) {
                case Session.Opening.Failed(var reason) -> {
                    return new ProcessResult.NotStarted(reason);
                }
                case Session.Opening.Opened(var opened) -> session = opened;
            }
        }
        try {
            var stage = Files.createTempDirectory(
                    attempt.stage(),
                    "command-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                var trip = new Trip(recipe, attempt.base(), stage, output, error);
                trip.prepare();
                return trip.make(new Errand(session), begun);
            } finally {
                FileTree.delete(stage);
            }
        } catch (IOException e) {
            return new ProcessResult.NotStarted("there is no place for what dagger brings back: " + e);
        }
    }

    private List<Place> places(Command command) {
        var places = new ArrayList<Place>();
        places.add(Place.worktree(command.directory()));
        for (var variable : List.of("TMPDIR", "HOME")) {
            var path =
                    Path.of(command.environment().getOrDefault(variable, "/")).normalize();
            boolean isCovered = places.stream().anyMatch(place -> path.startsWith(place.folder()));
            if (isOwn(path) && !isCovered) {
                places.add(Place.whole(path));
            }
        }
        return places;
    }

    /** The names come from us, but a link in their place would be the work of an earlier command. */
    private boolean isOwn(Path path) {
        return attempt.own().stream().anyMatch(folder -> path.startsWith(folder) && !path.equals(folder))
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void closeSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** Ends the session; none of its commands may run any more. */
    @Override
    public void close() {
        turn.lock();
        try {
            closeSession();
        } finally {
            turn.unlock();
        }
    }
}
