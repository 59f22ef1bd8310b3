package dev.coppice.api;

import org.jspecify.annotations.Nullable;

/** Reads what a URL carries after its question mark. */
public final class Parameters {

    private Parameters() {}

    /** A whole number from 1 to the most; the usual one if none is given. */
    public static int number(String name, @Nullable String text, int usual, int most) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw Problem.about(name, name + " must be a whole number between 1 and " + most)
                .asException();
    }

    /** False if none is given. */
    static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "", "false" -> false;
            default ->
                throw Problem.about(name, name + " must be true or false").asException();
        };
    }
}
