package dev.coppice.access;

import java.util.Locale;

/** What came of an action. */
public enum Outcome {
    DONE,

    /** The caller may not do that. */
    FORBIDDEN,

    /** It made no sense, or not now. */
    REFUSED,

    /** Coppice could not. */
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As the status of an HTTP answer says it. */
    public static Outcome ofStatus(int status) {
        if (status < 400) {
            return DONE;
        }
        if (status == 403) {
            return FORBIDDEN;
        }
        return status < 500 ? REFUSED : FAILED;
    }
}
