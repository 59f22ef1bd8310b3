package dev.coppice.ops;

import java.util.Locale;

/**
 * What one check of the doctor found.
 *
 * @param check what was looked at, in a word or two
 * @param advice what to do about it; empty if nothing is to be done
 */
public record Finding(String check, Level level, String found, String advice) {

    /** How bad it is. */
    public enum Level {
        OK,
        /** Coppice runs, but something is less than it could be, or could not be checked. */
        WARNING,
        /** Coppice will not run before this is put right. */
        ERROR;

        /** The product's word for it, as on the command line and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String check, String found) {
        return new Finding(check, Level.OK, found, "");
    }

    static Finding warning(String check, String found, String advice) {
        return new Finding(check, Level.WARNING, found, advice);
    }

    static Finding error(String check, String found, String advice) {
        return new Finding(check, Level.ERROR, found, advice);
    }
}
