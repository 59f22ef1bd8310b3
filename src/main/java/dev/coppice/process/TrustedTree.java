package dev.coppice.process;

import java.util.Optional;

/**
 * A tree that is known to leave nothing behind when it ends by itself, so that nobody needs to look. One that was told to end is looked
 * through even so: a git that is ended does not end the ssh that it waits for.
 */
final class TrustedTree implements ProcessTree {

    private final RecordedTree recorded;
    private volatile boolean isToldToEnd;

    TrustedTree(RecordedTree recorded) {
        this.recorded = recorded;
    }

    @Override
    public Optional<ProcessIdentity> identity() {
        return recorded.identity();
    }

    @Override
    public void askToEnd() {
        isToldToEnd = true;
        recorded.askToEnd();
    }

    @Override
    public void kill() {
        recorded.kill();
    }

    @Override
    public void endRest() {
        if (isToldToEnd) {
            recorded.endRest();
        }
    }
}
