package dev.coppice.maintenance;

import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through folders that are named for executions: of their attempts' logs, of their agents' homes. */
record ExecutionFolderSweep(Path folders, Removal.Kind kind, KnownExecutions known, Retention retention) {

    void sweep(Sweepings into) throws IOException {
        if (!Files.isDirectory(folders)) {
            return;
        }
        try (Stream<Path> all = Files.list(folders)) {
            for (var folder : all.sorted().toList()) {
                if (isOld(folder)) {
                    into.add(step(folder));
                }
            }
        }
    }

    private boolean isOld(Path folder) throws IOException {
        var execution = execution(folder);
        return execution.isPresent()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && !known.isUnfinished(execution.get())
                && retention.isOver(new OldFolder(folder).lastChange());
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
