package dev.coppice.process;

/** Starts commands behind some wall: on the host, in a sandbox, in a container. */
public interface Launcher {

    /** Starts the command; a failure to start is a {@link ProcessResult}, not an exception. */
    RunningProcess launch(Command command, Output standardOutput, Output standardError);
}
