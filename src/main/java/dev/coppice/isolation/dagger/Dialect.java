package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What differs between engines' versions.
 *
 * @param readsAnew whether a folder of the host can be asked for as it is now, whatever the engine has of it
 */
record Dialect(boolean readsAnew) {

    private static final List<String> NEEDED =
            List.of("withExec.expect", "withExec.stdin", "withMountedDirectory.owner", "exitCode");

    /** What an engine says of itself. */
    sealed interface Negotiated {
        record Spoken(Dialect dialect) implements Negotiated {}

        record TooOld(String reason) implements Negotiated {}
    }

    /** Asks for what {@link #of} reads. */
    static Query question() {
        return Query.of(Field.of("version"), type("host", "Host"), type("container", "Container"));
    }

    private static Field type(String alias, String name) {
        return Field.of("__type")
                .as(alias)
                .with("name", name)
                .asking(Field.of("fields")
                        .asking(Field.of("name"), Field.of("args").asking(Field.of("name"))));
    }

    static Negotiated of(JsonNode answer) {
        var missing = new ArrayList<>(NEEDED);
        missing.removeAll(words(answer.path("container")));
        return missing.isEmpty()
                ? new Negotiated.Spoken(new Dialect(words(answer.path("host")).contains("directory.noCache")))
                : new Negotiated.TooOld(
                        "the engine of dagger " + answer.path("version").asText("?")
                                + " is too old, or too new: it lacks " + String.join(", ", missing));
    }

    /** The fields, and each with each of its arguments. */
    private static List<String> words(JsonNode type) {
        var words = new ArrayList<String>();
        for (var field : type.path("fields")) {
            var name = field.path("name").asText();
            words.add(name);
            field.path("args")
                    .forEach(argument ->
                            words.add(name + "." + argument.path("name").asText()));
        }
        return words;
    }

    /** A folder of the host as it is now, without what is left out. */
    Field folder(String path, List<String> leftOut) {
        var field = Field.of("directory").with("path", path);
        if (readsAnew) {
            return field.with("exclude", new Value.Texts(leftOut)).with("noCache", new Value.Flag(true));
        }
        // A question that nobody has asked yet has no answer that is kept.
        var all = new ArrayList<>(leftOut);
        all.add(".coppice-" + UUID.randomUUID());
        return field.with("exclude", new Value.Texts(all));
    }
}
