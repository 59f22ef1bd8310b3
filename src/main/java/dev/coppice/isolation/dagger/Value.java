package dev.coppice.isolation.dagger;

import java.util.List;
import java.util.stream.Collectors;

/** What a field of a query is given; whatever stands in a text, it stays one. */
sealed interface Value {

    /** Also an id: their types have other names in other versions, and a literal needs none. */
    record Text(String text) implements Value {}

    /** Several texts, in order. */
    record Texts(List<String> texts) implements Value {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    /** Yes or no. */
    record Flag(boolean flag) implements Value {}

    /** One of an enumeration. */
    record Word(String word) implements Value {
        public Word {
            Field.demandName(word);
        }
    }

    /** What is sent beside the query, so that the query can be shown. */
    record Variable(String name) implements Value {
        public Variable {
            Field.demandName(name);
        }
    }

    /** As GraphQL writes it. */
    default String rendered() {
        return switch (this) {
            case Text(var text) -> quoted(text);
            case Texts(var texts) -> texts.stream().map(Value::quoted).collect(Collectors.joining(", ", "[", "]"));
            case Flag(var flag) -> Boolean.toString(flag);
            case Word(var word) -> word;
            case Variable(var name) -> "$" + name;
        };
    }

    /** A pair of surrogates stays as it is: engines read its halves by number as two broken characters. */
    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
