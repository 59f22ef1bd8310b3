package dev.coppice.isolation.dagger;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of the engine in one request.
 *
 * @param variables texts that must not stand in the query
 */
record Query(List<Field> fields, Map<String, String> variables) {

    Query {
        fields = List.copyOf(fields);
        variables = Map.copyOf(variables);
        variables.keySet().forEach(Field::demandName);
    }

    static Query of(Field... fields) {
        return new Query(List.of(fields), Map.of());
    }

    /** The query alone; the variables stay beside it. */
    String text() {
        var declared = variables.isEmpty()
                ? ""
                : variables.keySet().stream()
                        .sorted()
                        .map(name -> "$" + name + ": String!")
                        .collect(Collectors.joining(", ", "(", ")"));
        return "query" + declared + fields.stream().map(Field::rendered).collect(Collectors.joining(" ", " { ", " }"));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return text();
    }
}
