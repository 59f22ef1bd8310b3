package dev.coppice.agent;

import java.util.List;

/** What is wrong with work that an agent has done and is asked to put right. All the texts in it are of unknown will. */
public sealed interface Repair {

    /**
     * A command that must succeed did not.
     *
     * @param how it ended, in a few words
     * @param output the last lines that it printed; "" if there are none
     */
    record OfCheck(String command, String how, String output) implements Repair {}

    /**
     * The work and what landed meanwhile change the same places of these paths.
     *
     * @param work the commit that holds the work as it was before
     */
    record OfConflict(List<String> paths, String work) implements Repair {

        public OfConflict {
            paths = List.copyOf(paths);
        }
    }
}
