package dev.coppice.api;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads what a URL carries after its question mark. */
public final class Parameters {

    private static final int LAST_YEAR = 9999;

    private Parameters() {}

    /** A whole number from 1 to the most; the usual one if none is given. */
    public static int number(String name, @Nullable String text, int usual, int most) {
        return number(name, text, usual, 1, most);
    }

    /** A whole number from the least to the most; the usual one if none is given. */
    public static int number(String name, @Nullable String text, int usual, int least, int most) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw Problem.about(name, name + " must be a whole number between " + least + " and " + most)
                .asException();
    }

    /** A moment in ISO form, in a year of four digits: the database knows fewer moments than Java. */
    public static Instant time(String name, String text) {
        try {
            // A plus sign in an address means a space to whoever reads it.
            var time = OffsetDateTime.parse(text.strip().replace(' ', '+')).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Told below, like a time out of range.
        }
        throw Problem.about(name, name + " must be a time such as 2026-11-27T08:30:00Z")
                .asException();
    }

    /** A path of this host, there or not. */
    public static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Problem.about(name, name + " names no path that this host could have")
                    .asException();
        }
    }

    /** False if none is given. */
    public static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "", "false" -> false;
            default ->
                throw Problem.about(name, name + " must be true or false").asException();
        };
    }
}
