package dev.coppice.isolation.dagger;

import dev.coppice.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One command as a chain of fields, with what must be known of it before it runs.
 *
 * @param input what it reads on its standard input
 * @param secrets names of those of the command's variables that the engine gets as secrets
 * @param attempt whose command it is; with it no answer that the engine keeps of another one fits
 */
record Recipe(Command command, String input, List<Place> places, Set<String> secrets, String attempt) {

    /** Where the command's end is told; a name in it cannot be lost among the engine's own exit codes, or errors. */
    static final String REPORT = "/coppice-report";

    static final String EXIT = "exit-";

    /** Runs the command as its child and tells its exit code, even one that the engine takes for its own failure. */
    private static final String FIRST_PROCESS = """
            report=$1
            shift
            exec 3>&2 2>/dev/null
            command -v "$1" >/dev/null || exit 127
            (exec "$@" 2>&3 3>&-)
            : >"$report/exit-$?" && exit 0
            exit 126
            """;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    Recipe {
        places = List.copyOf(places);
        secrets = Set.copyOf(secrets);
    }

    /** The ids of the folders on this host, and of an empty one. */
    Query folders(Dialect dialect) {
        var asked = new ArrayList<Field>();
        for (int i = 0; i < places.size(); i++) {
            asked.add(dialect.folder(
                            places.get(i).folder().toString(), places.get(i).leftOut())
                    .as("d" + i)
                    .asking(Field.of("id")));
        }
        return Query.of(
                Field.of("host").asking(asked),
                Field.of("directory").as("empty").asking(Field.of("id")));
    }

    /** Makes the engine's secrets; their values stand beside the query. By the name of the variable. */
    Map<String, Query> secretsMade() {
        var made = new TreeMap<String, Query>();
        environment().forEach((name, value) -> {
            if (secrets.contains(name)) {
                var field = Field.of("setSecret")
                        .with("name", attempt + "-" + name + "-" + UUID.randomUUID())
                        .with("plaintext", new Value.Variable("plaintext"))
                        .asking(Field.of("id"));
                made.put(name, new Query(List.of(field), Map.of("plaintext", value)));
            }
        });
        return made;
    }

    /**
     * Runs it and writes every place's state to the folder of the same number in {@code stage}.
     *
     * @param base the steps to the container
     */
    Query run(List<Field> base, Ids ids, Path stage) {
        var steps = new ArrayList<>(base);
        for (int i = 0; i < places.size(); i++) {
            steps.add(mounted(places.get(i).folder().toString(), ids.folders().get(i), ids.owner()));
        }
        steps.add(mounted(REPORT, ids.empty(), ids.owner()));
        steps.add(Field.of("withWorkdir").with("path", command.directory().toString()));
        environment().forEach((name, value) -> {
            if (!secrets.contains(name)) {
                steps.add(variable(name, value));
            }
        });
        ids.secrets()
                .forEach((name, id) -> steps.add(
                        Field.of("withSecretVariable").with("name", name).with("secret", id)));
        steps.add(variable("COPPICE_DAGGER_RUN", attempt + "-" + UUID.randomUUID()));
        steps.add(exec());
        return Query.of(Field.chain(steps, asked(stage)));
    }

    private List<Field> asked(Path stage) {
        var asked = new ArrayList<>(List.of(
                Field.of("exitCode"),
                Field.of("stdout"),
                Field.of("stderr"),
                Field.of("directory").as("report").with("path", REPORT).asking(Field.of("entries"))));
        for (int i = 0; i < places.size(); i++) {
            asked.add(Field.of("directory")
                    .as("d" + i)
                    .with("path", places.get(i).folder().toString())
                    .asking(Field.of("export")
                            .with("path", stage.resolve("d" + i).toString())
                            .with("wipe", new Value.Flag(true))));
        }
        return asked;
    }

    private static Field mounted(String path, String id, String owner) {
        var field = Field.of("withMountedDirectory").with("path", path).with("source", id);
        return owner.isEmpty() ? field : field.with("owner", owner);
    }

    private static Field variable(String name, String value) {
        return Field.of("withEnvVariable").with("name", name).with("value", value);
    }

    private Field exec() {
        var words = new ArrayList<>(List.of("sh", "-c", FIRST_PROCESS, "sh", REPORT));
        words.addAll(command.arguments());
        return Field.of("withExec")
                .with("args", new Value.Texts(words))
                .with("stdin", input)
                .with("expect", new Value.Word("ANY"));
    }

    /** In a fixed order; without what no shell has a name for. */
    private Map<String, String> environment() {
        var sorted = new TreeMap<>(command.environment());
        sorted.keySet().removeIf(name -> !VARIABLE.matcher(name).matches());
        return sorted;
    }

    /**
     * What the engine calls what it was shown.
     *
     * @param owner of the mounted folders; "" for root
     */
    record Ids(List<String> folders, String empty, Map<String, String> secrets, String owner) {

        Ids {
            folders = List.copyOf(folders);
            secrets = Map.copyOf(secrets);
        }
    }
}
