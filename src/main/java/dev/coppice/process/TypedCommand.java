package dev.coppice.process;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command as a person can type it into a shell, whatever its words hold: nothing of them is expanded or run. */
public record TypedCommand(List<String> words) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");

    public TypedCommand {
        words = List.copyOf(words);
    }

    public static TypedCommand of(String... words) {
        return new TypedCommand(List.of(words));
    }

    /** The line. */
    @Override
    public String toString() {
        return words.stream().map(TypedCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
