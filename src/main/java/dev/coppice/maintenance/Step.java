package dev.coppice.maintenance;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Removals that happen together or not at all, and how. */
record Step(List<Removal> removals, Act act) {

    /** Takes the things away; safe to do after somebody else has done it. */
    interface Act {

        /** Empty once they are gone, else why they are still there. */
        Optional<String> perform() throws IOException;
    }

    Step {
        removals = List.copyOf(removals);
    }
}
