package dev.coppice.agent.command;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words by the shell's quoting rules, without a shell: nothing in it is expanded or run. */
public sealed interface ShellWords {

    /** At least one word. */
    record Words(List<String> words) implements ShellWords {

        public Words {
            words = List.copyOf(words);
        }
    }

    /** What is wrong with the line. */
    record Malformed(String reason) implements ShellWords {}

    static ShellWords split(String line) {
        var splitter = new Splitter();
        line.chars().forEach(character -> splitter.take((char) character));
        return splitter.end();
    }

    /** One character at a time; a backslash inside double quotes escapes only a double quote, a backslash, a dollar or a backtick. */
    final class Splitter {

        private enum Inside {
            NOTHING,
            WORD,
            SINGLE_QUOTES,
            DOUBLE_QUOTES
        }

        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private Inside inside = Inside.NOTHING;
        private boolean escaped;

        private Splitter() {}

        private void take(char character) {
            if (escaped) {
                escaped = false;
                if (inside == Inside.DOUBLE_QUOTES && "\"\\$`".indexOf(character) < 0) {
                    word.append('\\');
                }
                word.append(character);
                return;
            }
            switch (inside) {
                case SINGLE_QUOTES -> quoted(character, '\'');
                case DOUBLE_QUOTES -> quoted(character, '"');
                case NOTHING, WORD -> bare(character);
            }
        }

        private void quoted(char character, char quote) {
            if (character == quote) {
                inside = Inside.WORD;
            } else if (character == '\\' && quote == '"') {
                escaped = true;
            } else {
                word.append(character);
            }
        }

        private void bare(char character) {
            if (Character.isWhitespace(character)) {
                endWord();
                return;
            }
            inside = Inside.WORD;
            switch (character) {
                case '\'' -> inside = Inside.SINGLE_QUOTES;
                case '"' -> inside = Inside.DOUBLE_QUOTES;
                case '\\' -> escaped = true;
                default -> word.append(character);
            }
        }

        private void endWord() {
            if (inside == Inside.WORD) {
                words.add(word.toString());
                word.setLength(0);
                inside = Inside.NOTHING;
            }
        }

        private ShellWords end() {
            if (escaped) {
                return new Malformed("it ends with a backslash");
            }
            if (inside == Inside.SINGLE_QUOTES || inside == Inside.DOUBLE_QUOTES) {
                return new Malformed("a quote is never closed");
            }
            endWord();
            return words.isEmpty() ? new Malformed("it is empty") : new Words(words);
        }
    }
}
