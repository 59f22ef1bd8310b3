package dev.coppice.isolation;

import dev.coppice.process.Launcher;
import dev.coppice.process.NotStarted;
import java.io.IOException;

/** Where the commands of one attempt run, until it is left. */
public final class Quarters implements AutoCloseable {

    private final Launcher launcher;
    private final Leaving leaving;

    /** Of a launcher with something to do at the end. */
    public Quarters(Launcher launcher, Leaving leaving) {
        this.launcher = launcher;
        this.leaving = leaving;
    }

    /** Of a launcher that keeps nothing. */
    public static Quarters of(Launcher launcher) {
        return new Quarters(launcher, () -> {});
    }

    /** Where nothing can run, and why. */
    public static Quarters refused(String reason) {
        return of((_, _, _) -> new NotStarted(reason));
    }

    /** What there is to do at the end. */
    public interface Leaving {
        void leave() throws IOException;
    }

    public Launcher launcher() {
        return launcher;
    }

    /** Takes away what was kept for the attempt; none of its commands may run any more. */
    @Override
    public void close() throws IOException {
        leaving.leave();
    }
}
