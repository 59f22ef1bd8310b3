package dev.coppice.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts short commands that Coppice trusts, such as git: cheaply and without a wall. They die with Coppice where the kernel can
 * be asked for that, and with their children on a time-out or stop; what they leave behind on purpose is left alone.
 */
public final class DirectLauncher implements Launcher {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Limits limits;
    private final Optional<Path> place;

    private DirectLauncher(Limits limits, Optional<Path> place) {
        this.limits = limits;
        this.place = place;
    }

    /** Without limits. */
    public DirectLauncher() {
        this(Limits.none(), Optional.empty());
    }

    /**
     * For a command that has another work elsewhere, out of these limits' reach: it is ended when it prints more than they allow, or when more
     * lies in that place.
     */
    public static DirectLauncher onBehalfOf(Limits limits, Path place) {
        return new DirectLauncher(limits.ofOutputAndDisk(), Optional.of(place));
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return new Start(Guard.tied(), DirectLauncher::tree, GRACE, limits, false, place)
                .of(command, standardOutput, standardError);
    }

    private static ProcessTree tree(Process process) {
        return new TrustedTree(Wall.recorded(process, ProcessIdentity.of(process.pid())));
    }
}
