package dev.coppice.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts short commands that Coppice trusts, such as git: cheaply and without a wall. They die with Coppice where the kernel can
 * be asked for that, and with their children on a time-out or stop; what they leave behind on purpose is left alone.
 */
public final class DirectLauncher implements Launcher {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<String> words;
    private final Limits limits;
    private final Optional<Path> place;

    private DirectLauncher(List<String> words, Limits limits, Optional<Path> place) {
        this.words = words;
        this.limits = limits;
        this.place = place;
    }

    /** Without limits. */
    public DirectLauncher() {
        this(Guard.tied(), Limits.none(), Optional.empty());
    }

    /** For commands that start no other, the cheapest of all. */
    public static DirectLauncher alone() {
        return new DirectLauncher(Guard.alone(), Limits.none(), Optional.empty());
    }

    /** For commands that may take much processor time, by programs of others that they start, so that a busy host does other things first. */
    public static DirectLauncher yielding() {
        return new DirectLauncher(Guard.checked(), Limits.none(), Optional.empty());
    }

    /**
     * For a command that has another work elsewhere, out of these limits' reach: it is ended when it prints more than they allow, or when more
     * lies in that place.
     */
    public static DirectLauncher onBehalfOf(Limits limits, Path place) {
        return new DirectLauncher(Guard.tied(), limits.ofOutputAndDisk(), Optional.of(place));
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return new Start(words, DirectLauncher::tree, GRACE, limits, false, place)
                .of(command, standardOutput, standardError);
    }

    private static ProcessTree tree(Process process) {
        return new TrustedTree(Wall.recorded(process, ProcessIdentity.of(process.pid())));
    }
}
