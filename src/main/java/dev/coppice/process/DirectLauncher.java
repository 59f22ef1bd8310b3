package dev.coppice.process;

import java.time.Duration;

/**
 * Starts short commands that Coppice trusts, such as git: cheaply and without a wall. They die with Coppice where the kernel can
 * be asked for that, and with their children on a time-out or stop; what they leave behind on purpose is left alone.
 */
public final class DirectLauncher implements Launcher {

    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return new Start(Guard.tied(), DirectLauncher::tree, GRACE).of(command, standardOutput, standardError);
    }

    private static ProcessTree tree(Process process) {
        return new TrustedTree(Wall.recorded(process, ProcessIdentity.of(process.pid())));
    }
}
