package dev.coppice.worktree;

import dev.coppice.database.OperatorSettings;
import dev.coppice.database.OwnFolder;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Whether the disk that holds the worktrees has room for work; told once whenever that changes. */
@ApplicationScoped
public class FreeSpace {

    private static final Logger LOG = Logger.getLogger(FreeSpace.class);
    private static final int OVER_CONVERTERS_OF_LIBRARIES = 200;

    private final DiskRoom room;
    private boolean wasShort;

    FreeSpace(OwnFolder own, WorktreeConfig config) {
        this.room = DiskRoom.at(own.worktrees(), config.minFree().asLongValue());
    }

    /** So many bytes must be free, by the settings as they are read without the application. */
    public static long leastConfigured() {
        return OperatorSettings.sources()
                .withConverter(MemorySize.class, OVER_CONVERTERS_OF_LIBRARIES, new MemorySizeConverter())
                .withMapping(WorktreeConfig.class)
                .build()
                .getConfigMapping(WorktreeConfig.class)
                .minFree()
                .asLongValue();
    }

    /** Whether work may be handed out now. */
    public synchronized boolean suffices() {
        boolean isShort = room.isShort();
        if (isShort && !wasShort) {
            LOG.warnf("no task is claimed until there is room again: %s", room.words());
        } else if (!isShort && wasShort) {
            LOG.infof("tasks are claimed again: %s", room.words());
        }
        wasShort = isShort;
        return !isShort;
    }

    /** Whether what somebody said when something failed is true: that there was no room on the disk. */
    public boolean explains(String message) {
        return room.explains(message);
    }

    /** What is free and what must be, for people. */
    public String words() {
        return room.words();
    }

    /** In bytes. */
    public long free() {
        return room.free();
    }

    /** In bytes: with less than that, no work is handed out. */
    public long needed() {
        return room.least();
    }

    /** The folder whose disk is looked at. */
    public Path place() {
        return room.place();
    }
}
