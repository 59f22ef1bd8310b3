package dev.coppice.cli;

import dev.coppice.database.DataHome;
import dev.coppice.database.ServiceNote;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A data folder that another process owns, as its lock tells. */
record OwnedFolder(long pid, String command) {

    private static final String SERVICE = "serve";
    private static final long WITHIN_SECONDS = 60;

    /** How to reach the owner if it is a service; waits for one that is just starting. */
    Optional<ServiceNote> service() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
        var note = note();
        while (note.isEmpty() && isStarting() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            note = note();
        }
        return note;
    }

    private boolean isStarting() {
        return command.equals(SERVICE)
                && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private Optional<ServiceNote> note() {
        return ServiceNote.read(DataHome.standard()).filter(note -> note.pid() == pid);
    }

    /** Why nothing can be done here now. */
    String refusal() {
        return "the data folder is in use by `coppice " + command + "` (pid " + pid
                + "); wait for its end, or set COPPICE_HOME to another folder";
    }
}
