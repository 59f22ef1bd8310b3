package dev.coppice.queue;

import java.util.List;

/** How it stands with an execution's baseline, for an attempt that asks. */
public sealed interface BaselineTurn {

    /** It is known, and stays so. */
    record Known(List<BaselineCheck> checks) implements BaselineTurn {

        public Known {
            checks = List.copyOf(checks);
        }
    }

    /** The attempt that asked is to run these commands on the base, in this order, and to record what they say. */
    record Ours(List<String> commands) implements BaselineTurn {

        public Ours {
            commands = List.copyOf(commands);
        }
    }

    /** Another attempt is at it. */
    record Underway() implements BaselineTurn {}

    /** The lease of the attempt that asked is lost. */
    record LeaseLost() implements BaselineTurn {}
}
