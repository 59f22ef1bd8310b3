package dev.coppice.isolation.container;

import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Removes what attempts have left that were not brought to their end: a folder tells of each container before it is there. */
record ContainerSweep(Path folder) {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    void sweep() {
        try {
            for (var attempt : AttemptFolder.in(folder)) {
                sweep(attempt);
            }
        } catch (IOException e) {
            Log.warnf("cannot look for containers that were left: %s", e);
        }
    }

    /** What cannot be removed is tried again at the next start. */
    private static void sweep(AttemptFolder attempt) {
        try {
            boolean isClear = true;
            for (var container : attempt.containers()) {
                var answer = Removal.of(attempt.engine(), container, LIMIT);
                isClear &= answer.succeeded();
                if (answer.succeeded()) {
                    Log.infof("removed the container %s of a Coppice that died", container);
                } else {
                    Log.warnf("cannot remove the container %s: %s", container, answer.complaint());
                }
            }
            if (isClear) {
                attempt.remove();
            }
        } catch (IOException | RuntimeException e) {
            Log.warnf("cannot remove what is left of %s: %s", attempt.path(), e);
        }
    }
}
