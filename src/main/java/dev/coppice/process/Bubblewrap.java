package dev.coppice.process;

import java.time.Duration;
import java.util.List;

/** Starts commands in a process tree of their own that sees only what it is given. */
public final class Bubblewrap implements Launcher {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<String> words;
    private final Limits limits;

    private Bubblewrap(List<String> words, Limits limits) {
        this.words = words;
        this.limits = limits;
    }

    /** Whether the program is here at all; whether the kernel lets it work, only a trial tells. */
    public static boolean isInstalled() {
        return Wall.BUBBLEWRAP.isInstalled();
    }

    /**
     * Starts commands that see what the view says.
     *
     * @param view the options that say what there is inside, in bubblewrap's own words
     * @param companion a program that runs beside the command for as long as that does, and prints {@code ready} once the command may
     *     begin; none if empty
     */
    public static Bubblewrap with(List<String> view, List<String> companion) {
        return new Bubblewrap(Wall.bubblewrap(view, companion.isEmpty() ? "" : beside(companion)), Limits.none());
    }

    /** The same, holding each command, with its companion, to these limits as far as this host lets it. */
    public Bubblewrap within(Limits others) {
        return new Bubblewrap(words, others);
    }

    /** It ignores TERM, which asks the command to end in good order, and dies with the namespace. */
    private static String beside(List<String> companion) {
        return "[ \"$( (trap '' TERM; exec " + new TypedCommand(companion) + " 3>&- </dev/null) & )\" = ready ]"
                + " || { echo 'coppice: a part of the sandbox did not start' >&3; exit 70; }; ";
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return new Start(words, Wall.BUBBLEWRAP::tree, GRACE, limits, false).of(command, standardOutput, standardError);
    }
}
