package dev.coppice.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/** A worker of the fleet with its own way to the database. */
final class Member {

    private final WorkerProcess process;
    private final Proxy proxy;
    private long restartAt = System.nanoTime();
    private boolean disturbed;

    Member(WorkerProcess process, Proxy proxy) {
        this.process = process;
        this.proxy = proxy;
    }

    WorkerProcess process() {
        return process;
    }

    Proxy proxy() {
        return proxy;
    }

    UUID homeId() throws IOException {
        return UUID.fromString(Files.readString(process.home().resolve("id")).strip());
    }

    synchronized void restartAfter(long nanos) {
        restartAt = System.nanoTime() + nanos;
    }

    synchronized boolean isDue() {
        return !disturbed && System.nanoTime() - restartAt > 0;
    }

    /** False if something is being done to it already. */
    synchronized boolean disturb() {
        if (disturbed) {
            return false;
        }
        disturbed = true;
        return true;
    }

    synchronized void leaveAlone() {
        disturbed = false;
    }
}
