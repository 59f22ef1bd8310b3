package dev.coppice.cli.progress;

import java.io.PrintStream;
import java.time.InstantSource;

/** Shows people how an execution goes; told again and again how it stands. */
public interface Progress {

    void show(RunView execution);

    /** Whether it shows how time passes, and so wants to be told although nothing has changed. */
    boolean isLive();

    /** A picture where the launcher found a terminal, lines elsewhere. */
    static Progress on(PrintStream out) {
        int columns = Integer.getInteger("coppice.terminal.columns", 0);
        return columns > 0
                ? new LiveProgress(
                        out, InstantSource.system(), columns, Integer.getInteger("coppice.terminal.rows", 24))
                : new PlainProgress(out, InstantSource.system());
    }
}
