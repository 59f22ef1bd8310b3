package dev.coppice.landing;

import static dev.coppice.Patience.await;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefName;
import dev.coppice.task.TaskNumber;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Stops a real git in the middle of a landing: right before it renames a ref's lock it appends to the ref's log, if there is one, and a
 * pipe in that place that nobody reads lets nobody write.
 */
public final class RenameGate {

    /** Where a landing stops, with what is locked then. */
    public enum Place {
        BEFORE_THE_FIRST_RENAME,
        BETWEEN_THE_RENAMES
    }

    private final Path pipe;
    private final List<Path> locked;
    private final List<Path> renamed;

    private RenameGate(Path pipe, List<Path> locked, List<Path> renamed) {
        this.pipe = pipe;
        this.locked = locked;
        this.renamed = renamed;
    }

    /** The task's next landing stops there. */
    public static RenameGate at(Place place, GitRepository repository, ExecutionRefs refs, TaskNumber task)
            throws IOException, InterruptedException {
        var git = repository.commonDirectory();
        var result = lock(git, refs.result());
        var fence = lock(git, refs.fence(task));
        return switch (place) {
            case BEFORE_THE_FIRST_RENAME -> new RenameGate(pipe(git, refs.result()), List.of(result, fence), List.of());
            case BETWEEN_THE_RENAMES -> new RenameGate(pipe(git, refs.fence(task)), List.of(fence), List.of(result));
        };
    }

    private static Path lock(Path git, RefName ref) {
        return git.resolve(ref.name() + ".lock");
    }

    private static Path pipe(Path git, RefName ref) throws IOException, InterruptedException {
        var mkfifo = Path.of("/usr/bin/mkfifo");
        Assumptions.assumeTrue(Files.isExecutable(mkfifo), "no " + mkfifo + " on this host");
        var pipe = git.resolve("logs").resolve(ref.name());
        Files.createDirectories(pipe.getParent());
        if (new ProcessBuilder(mkfifo.toString(), pipe.toString()).start().waitFor() != 0) {
            throw new IOException("no pipe at " + pipe);
        }
        return pipe;
    }

    /** Waits until the landing's git stands at the gate, and returns it. */
    public ProcessHandle awaitGit() {
        await().until(this::isReached);
        return await().until(RenameGate::updatingGit, Optional::isPresent).orElseThrow();
    }

    private boolean isReached() throws IOException {
        for (var lock : locked) {
            if (!Files.exists(lock) || Files.size(lock) == 0) {
                return false;
            }
        }
        return renamed.stream().noneMatch(Files::exists);
    }

    private static Optional<ProcessHandle> updatingGit() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").matches("\\S*git .*update-ref.*"))
                .findFirst();
    }

    /** Lets the git go on. */
    public void open() throws IOException {
        try (var reader = new FileInputStream(pipe.toFile())) {
            Files.delete(pipe);
            reader.readAllBytes();
        }
    }

    /** Takes the gate away after whoever stood there was killed. */
    public void remove() throws IOException {
        Files.deleteIfExists(pipe);
    }
}
