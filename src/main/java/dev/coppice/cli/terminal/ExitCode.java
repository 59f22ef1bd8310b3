package dev.coppice.cli.terminal;

/** The exit codes of every command, as {@code docs/architecture.md} lists them. */
public final class ExitCode {

    /** Everything that was asked for is done. */
    public static final int OK = 0;

    /** A task failed. */
    public static final int FAILED = 1;

    /** A bad plan, or a command line that makes no sense; nothing was changed. */
    public static final int USAGE = 2;

    /** The machine is not up to it: database, disk, a folder owned by somebody else. */
    public static final int INFRASTRUCTURE = 3;

    /** Nothing is left to do before a person has approved a task; {@code --resume --approve} goes on. */
    public static final int AWAITS_APPROVAL = 4;

    /** Interrupted by a signal; {@code --resume} goes on. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
