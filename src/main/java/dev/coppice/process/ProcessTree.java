package dev.coppice.process;

import java.util.List;
import java.util.Optional;

/** A process and all that it starts in turn, and the means to end them. */
sealed interface ProcessTree permits LimitedTree, NamespaceTree, RecordedTree, TrustedTree {

    Optional<ProcessIdentity> identity();

    /** Sends TERM to the command itself. */
    void askToEnd();

    /** Ends everything by force. */
    void kill();

    /** Everything has ended: gives up what held the tree, and says what people should know of its end. */
    default List<String> release() {
        return List.of();
    }

    /** The root has ended by itself: ends what it left behind. */
    void endRest();
}
