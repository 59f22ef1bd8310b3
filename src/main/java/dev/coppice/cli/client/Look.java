package dev.coppice.cli.client;

import java.io.Console;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * How standard output is to look: tables for people, fields between tabs for programs.
 *
 * @param isTerminal whether somebody is looking at it
 * @param isColoured whether colours are wanted there
 */
record Look(boolean isTerminal, boolean isColoured) {

    static final Look PLAIN = new Look(false, false);

    /** Colours by the rules of picocli: not if {@code NO_COLOR} is set. */
    static Look of(CommandLine line) {
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Look(isTerminal, isTerminal && line.getColorScheme().ansi().enabled());
    }

    /** The text, in the colour of the state that it begins with. */
    String state(String text) {
        return isColoured ? colour(text).on() + text + Style.reset.on() : text;
    }

    private static Style colour(String text) {
        return switch (text.strip().split("[ :]", 2)[0]) {
            case "completed" -> Style.fg_green;
            case "failed" -> Style.fg_red;
            case "executing" -> Style.fg_cyan;
            case "paused", "cancelled", "skipped" -> Style.fg_yellow;
            default -> Style.reset;
        };
    }
}
