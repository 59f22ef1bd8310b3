package dev.coppice.maintenance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The attempts' logs of one execution. */
record LogFolder(Path path, long bytes, Instant lastChange) {

    /** Those of all executions, the one that was written to longest ago first. */
    static List<LogFolder> all(Path logs) throws IOException {
        var found = new ArrayList<LogFolder>();
        for (Path folder : ExecutionFolderSweep.executionFolders(logs)) {
            var content = new OldFolder(folder);
            found.add(new LogFolder(folder, content.bytes(), content.lastChange()));
        }
        found.sort(Comparator.comparing(LogFolder::lastChange));
        return List.copyOf(found);
    }
}
