package dev.coppice.protocol;

/** Where a worker is in its attempt. It may stay anywhere for any time: a stopped worker is one whose turn does not come. */
enum Place {
    DOWN,
    IDLE,
    CLAIMED,
    /** Its git has locked the fence to set the mark; the lock is still empty. */
    MARKING,
    MARK_WRITTEN,
    MARKED,
    PREPARED,
    ANNOUNCED,
    /** Its git has locked the result; the lock is still empty. */
    RESULT_LOCKED,
    RESULT_WRITTEN,
    FENCE_LOCKED,
    /** Both locks are held and hold the new values: the renames are next. */
    READY,
    BETWEEN_RENAMES,
    MOVED,
    /** Its git has ended without success, or was killed. */
    NOT_MOVED;

    boolean isInGit() {
        return switch (this) {
            case MARKING, MARK_WRITTEN, RESULT_LOCKED, RESULT_WRITTEN, FENCE_LOCKED, READY, BETWEEN_RENAMES -> true;
            case DOWN, IDLE, CLAIMED, MARKED, PREPARED, ANNOUNCED, MOVED, NOT_MOVED -> false;
        };
    }
}
