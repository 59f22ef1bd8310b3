package dev.coppice.forge;

import java.time.Duration;
import java.util.Optional;

/** A forge did not do what it was asked to; the message is for people and holds no secret. */
public final class ForgeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What that means. */
    public enum Kind {
        /** It may go well later: no answer, an overload, a limit, a right that somebody has to give. */
        LATER,
        /** The request is not where it was thought to be; to be looked at again. */
        MOVED,
        /** For good. */
        REFUSED
    }

    private final Kind kind;
    private final transient Optional<Duration> pause;

    public ForgeFailure(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    /** With the time that the forge wants to be left in peace for. */
    public ForgeFailure(Kind kind, String message, Optional<Duration> pause) {
        super(message);
        this.kind = kind;
        this.pause = pause;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> pause() {
        return pause;
    }
}
