package dev.coppice.maintenance;

import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through the folders of attempts' logs, one for each execution. */
record LogSweep(Path logs, KnownExecutions known, Retention retention) {

    void sweep(Sweepings into) throws IOException {
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (Stream<Path> folders = Files.list(logs)) {
            for (var folder : folders.sorted().toList()) {
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
        var removal = new Removal(
                Removal.Kind.LOG, folder.toString(), logs.toString(), "its last line was written " + retention.ago());
        return new Step(List.of(removal), () -> {
            new OldFolder(folder).delete();
            return Optional.empty();
        });
    }
}
