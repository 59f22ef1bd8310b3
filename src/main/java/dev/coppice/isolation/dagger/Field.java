package dev.coppice.isolation.dagger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One field of a query with what is asked of its answer.
 *
 * @param alias what the answer calls it; "" if as the field
 */
record Field(String alias, String name, SequencedMap<String, Value> arguments, List<Field> fields) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    Field {
        demandName(name);
        if (!alias.isEmpty()) {
            demandName(alias);
        }
        arguments.keySet().forEach(Field::demandName);
        fields = List.copyOf(fields);
    }

    static Field of(String name) {
        return new Field("", name, new LinkedHashMap<>(), List.of());
    }

    static void demandName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name in GraphQL");
        }
    }

    Field with(String argument, Value value) {
        var more = new LinkedHashMap<>(arguments);
        more.put(argument, value);
        return new Field(alias, name, more, fields);
    }

    Field with(String argument, String text) {
        return with(argument, new Value.Text(text));
    }

    Field as(String other) {
        return new Field(other, name, arguments, fields);
    }

    Field asking(List<Field> inner) {
        return new Field(alias, name, arguments, inner);
    }

    Field asking(Field... inner) {
        return asking(List.of(inner));
    }

    /** Each in the one before it, and in the last of them what is asked. */
    static Field chain(List<Field> steps, List<Field> asked) {
        var inner = asked;
        for (var step : steps.reversed()) {
            inner = List.of(step.asking(inner));
        }
        return inner.getFirst();
    }

    String rendered() {
        return (alias.isEmpty() ? "" : alias + ": ") + name + renderedArguments() + renderedFields();
    }

    private String renderedArguments() {
        return arguments.isEmpty()
                ? ""
                : arguments.entrySet().stream().map(Field::rendered).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String rendered(Map.Entry<String, Value> argument) {
        return argument.getKey() + ": " + argument.getValue().rendered();
    }

    private String renderedFields() {
        return fields.isEmpty()
                ? ""
                : fields.stream().map(Field::rendered).collect(Collectors.joining(" ", " { ", " }"));
    }
}
