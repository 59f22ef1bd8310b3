package dev.coppice.cli.terminal;

import java.util.Optional;

/** Colours, where somebody can see them. */
public enum Paint {
    PLAIN,
    COLOURED;

    private static final String ESCAPE = "\033[";

    /** For what is written to standard error: coloured where the launcher found a terminal, and nobody said that they want none. */
    public static Paint ofTerminal() {
        boolean isUnwanted = Optional.ofNullable(System.getenv("NO_COLOR"))
                .filter(value -> !value.isEmpty())
                .isPresent();
        return Integer.getInteger("coppice.terminal.columns", 0) > 0 && !isUnwanted ? COLOURED : PLAIN;
    }

    public String red(String text) {
        return in("1;31", text);
    }

    public String yellow(String text) {
        return in("1;33", text);
    }

    public String blue(String text) {
        return in("1;34", text);
    }

    public String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLOURED -> ESCAPE + code + "m" + text + ESCAPE + "0m";
        };
    }
}
