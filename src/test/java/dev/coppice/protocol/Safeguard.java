package dev.coppice.protocol;

/** What keeps the protocol right. Each is needed: without any one of them there is an interleaving that goes wrong. */
enum Safeguard {
    /** A landing is announced, and an attempt ended, only by the token that the lease holds now. */
    TOKEN_CHECKED,
    /** The result moves only together with the fence, from this attempt's mark. */
    FENCE_MOVES_TOO,
    /** The reaper looks again, under the lock, whether the lease has expired and no landing is open. */
    REAPER_LOOKS_AGAIN,
    /** A landing is given up only after its mark was made void. */
    MARK_VOIDED,
    /** Locks on refs are taken away only from a git that is proved dead. */
    DEATH_PROVED,
    /** Who has waited for its own git's end clears away what that left, also when its landing is closed by then. */
    OWN_GIT_CLEARED,
    /** The data folder's next owner clears up after every attempt of the dead one, also where no landing is open any more. */
    PREDECESSOR_CLEARED,
    /** A mark that a stale attempt sets after the first rename does not make the landing undone. */
    LATE_MARK_IGNORED
}
