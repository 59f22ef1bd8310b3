package dev.coppice.process;

import java.util.Optional;

/** A process and all that it starts in turn, and the means to end them. */
sealed interface ProcessTree permits NamespaceTree, RecordedTree, TrustedTree {

    Optional<ProcessIdentity> identity();

    /** Sends TERM to the command itself. */
    void askToEnd();

    /** Ends everything by force. */
    void kill();

    /** The root has ended by itself: ends what it left behind. */
    void endRest();
}
