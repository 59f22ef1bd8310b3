package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.SelectionSet;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What fields mean, as far as commands can be run by them. */
final class StubResolver {

    private final Path folder;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> images = new ArrayList<>();

    StubResolver(Path folder) {
        this.folder = folder;
    }

    /** By the names that they were asked for with. */
    List<String> images() {
        synchronized (images) {
            return List.copyOf(images);
        }
    }

    Map<String, Object> resolve(SelectionSet asked, JsonNode variables) throws IOException, InterruptedException {
        var answer = new LinkedHashMap<String, Object>();
        for (var field : asked.getSelectionsOfType(Field.class)) {
            var arguments = arguments(field, variables);
            answer.put(
                    field.getResultKey(),
                    switch (field.getName()) {
                        case "host" -> host(field, variables);
                        case "directory" -> Map.of("id", "empty");
                        case "setSecret" -> {
                            var id = "secret:" + arguments.get("name");
                            secrets.put(id, (String) arguments.get("plaintext"));
                            yield Map.of("id", id);
                        }
                        case "container" ->
                            container(
                                    new StubContainer(Files.createTempDirectory(folder, "container-")),
                                    field,
                                    variables);
                        default -> throw new IllegalStateException("not in the stub: " + field.getName());
                    });
        }
        return answer;
    }

    private Map<String, Object> host(Field host, JsonNode variables) throws IOException, InterruptedException {
        var answer = new LinkedHashMap<String, Object>();
        for (var field : host.getSelectionSet().getSelectionsOfType(Field.class)) {
            var path = (String) arguments(field, variables).get("path");
            var asked = (Field) field.getSelectionSet().getSelections().getFirst();
            answer.put(
                    field.getResultKey(),
                    asked.getName().equals("dockerBuild")
                            ? Map.of(asked.getResultKey(), built(Path.of(path), asked, variables))
                            : Map.of("id", field.getName() + ":" + path));
        }
        return answer;
    }

    private Map<String, Object> built(Path context, Field build, JsonNode variables)
            throws IOException, InterruptedException {
        var file = (String) arguments(build, variables).get("dockerfile");
        image(Files.readString(context.resolve(file)));
        return container(new StubContainer(Files.createTempDirectory(folder, "container-")), build, variables);
    }

    private Map<String, Object> container(StubContainer container, Field at, JsonNode variables)
            throws IOException, InterruptedException {
        var answer = new LinkedHashMap<String, Object>();
        for (var field : at.getSelectionSet().getSelectionsOfType(Field.class)) {
            var arguments = arguments(field, variables);
            answer.put(
                    field.getResultKey(),
                    switch (field.getName()) {
                        case "user" -> "";
                        case "exitCode" -> container.exitCode();
                        case "stdout" -> container.stdout();
                        case "stderr" -> container.stderr();
                        case "directory" -> directory(container, (String) arguments.get("path"), field, variables);
                        default -> {
                            step(container, field.getName(), arguments);
                            yield container(container, field, variables);
                        }
                    });
        }
        return answer;
    }

    private void step(StubContainer container, String name, Map<String, Object> arguments)
            throws IOException, InterruptedException {
        switch (name) {
            case "from" -> image((String) arguments.get("address"));
            case "import" -> image((String) arguments.get("source"));
            case "withMountedDirectory" ->
                container.mount((String) arguments.get("path"), (String) arguments.get("source"));
            case "withWorkdir" -> container.workIn((String) arguments.get("path"));
            case "withEnvVariable" -> container.set((String) arguments.get("name"), (String) arguments.get("value"));
            case "withSecretVariable" ->
                container.set((String) arguments.get("name"), secrets.get((String) arguments.get("secret")));
            case "withExec" -> container.run(texts(arguments.get("args")), (String) arguments.get("stdin"));
            default -> throw new IllegalStateException("not in the stub: " + name);
        }
    }

    private void image(String name) {
        synchronized (images) {
            images.add(name);
        }
    }

    private static Object directory(StubContainer container, String path, Field at, JsonNode variables)
            throws IOException {
        var field = (Field) at.getSelectionSet().getSelections().getFirst();
        return switch (field.getName()) {
            case "entries" -> Map.of("entries", container.entries(path));
            case "export" -> {
                var target = (String) arguments(field, variables).get("path");
                container.export(path, Path.of(target));
                yield Map.of("export", target);
            }
            default -> throw new IllegalStateException("not in the stub: " + field.getName());
        };
    }

    private static List<String> texts(Object value) {
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }

    private static Map<String, Object> arguments(Field field, JsonNode variables) {
        var arguments = new HashMap<String, Object>();
        field.getArguments()
                .forEach(argument -> arguments.put(argument.getName(), value(argument.getValue(), variables)));
        return arguments;
    }

    private static Object value(Value<?> value, JsonNode variables) {
        return switch (value) {
            case StringValue text -> text.getValue();
            case BooleanValue flag -> flag.isValue();
            case EnumValue word -> word.getName();
            case VariableReference variable ->
                variables.path(variable.getName()).asText();
            case ArrayValue array ->
                array.getValues().stream().map(one -> value(one, variables)).toList();
            default -> throw new IllegalStateException("not in the stub: " + value);
        };
    }
}
