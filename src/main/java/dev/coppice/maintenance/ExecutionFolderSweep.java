package dev.coppice.maintenance;

import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through folders that are named for executions: of their attempts' logs, of their agents' homes. */
record ExecutionFolderSweep(Path folders, Removal.Kind kind, KnownExecutions known, Retention retention) {

    void sweep(Sweepings into) throws IOException {
        old().forEach(folder -> into.add(step(folder)));
    }

    /** Those that may go: their executions are at their end, or unknown, and their time is over. */
    List<Path> old() throws IOException {
        var old = new ArrayList<Path>();
        for (Path folder : executionFolders(folders)) {
            if (!known.isUnfinished(execution(folder).orElseThrow())
                    && retention.isOver(new OldFolder(folder).lastChange())) {
                old.add(folder);
            }
        }
        return List.copyOf(old);
    }

    /** Those that are named for executions, in the order of their names. */
    static List<Path> executionFolders(Path folders) throws IOException {
        if (!Files.isDirectory(folders)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folders)) {
            return all.filter(folder ->
                            execution(folder).isPresent() && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<ExecutionId> execution(Path folder) {
        try {
            return Optional.of(new ExecutionId(String.valueOf(folder.getFileName())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the application's own log, or somebody else's file
        }
    }

    private Step step(Path folder) {
        var removal =
                new Removal(kind, folder.toString(), folders.toString(), "it was last written to " + retention.ago());
        return new Step(List.of(removal), () -> {
            new OldFolder(folder).delete();
            return Optional.empty();
        });
    }
}
