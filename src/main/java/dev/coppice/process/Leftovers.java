package dev.coppice.process;

/** Ends what a Coppice that died has left running. */
public final class Leftovers {

    private Leftovers() {}

    /**
     * Kills that very process and its tree: pid, start time and boot must agree, or, if the process itself has ended already,
     * the mark that its children carry. Returns whether there was anything to kill.
     */
    public static boolean end(ProcessIdentity process) {
        return process.isOfThisBoot() && process.hasStart() && new RecordedTree(process, false).endAll();
    }
}
