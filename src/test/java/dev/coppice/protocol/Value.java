package dev.coppice.protocol;

/** The values of refs and lock files, as numbers. Attempts are numbered from 1, through all tasks; 0 is none of them. */
final class Value {

    /** Of a lock that is made and not yet written, and of a ref that such a lock was renamed to. */
    static final int EMPTY = 0xffff;

    private static final int MARK = 0x100;
    private static final int VOID = 0x200;
    private static final int LANDED = 0x300;

    private Value() {}

    static int mark(int attempt) {
        return MARK + attempt;
    }

    static int voidOf(int attempt) {
        return VOID + attempt;
    }

    static int landed(int attempt) {
        return LANDED + attempt;
    }

    static boolean isLanded(int fence) {
        return fence > LANDED && fence != EMPTY;
    }

    /** The result that has the attempt's commit on top of another result. */
    static int onTop(int result, int attempt) {
        return result * 8 + attempt;
    }
}
