package dev.coppice.api.listing;

import dev.coppice.access.Principal;
import dev.coppice.api.Parameters;
import dev.coppice.api.Problem;
import dev.coppice.queue.listing.ExecutionFilter;
import dev.coppice.queue.listing.ExecutionOrder;
import dev.coppice.queue.listing.ExecutionPlace;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.ExecutionState;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a caller wants to see of the list. A parameter that nobody knows is refused: a filter with a typing error would show too much. */
record ListQuery(ExecutionFilter filter, ExecutionOrder order, Optional<ExecutionPlace> after, int limit) {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 1000;
    private static final Set<String> KNOWN =
            Set.of("status", "repository", "plan", "agent", "mode", "since", "until", "sort", "limit", "cursor");
    private static final Map<String, ExecutionState> STATES =
            Arrays.stream(ExecutionState.values()).collect(Collectors.toMap(ExecutionState::word, Function.identity()));

    static ListQuery of(MultivaluedMap<String, String> parameters, Principal caller) {
        refuseUnknown(parameters.keySet());
        var order = order(one(parameters, "sort"));
        return new ListQuery(
                filter(parameters, caller),
                order,
                one(parameters, "cursor").map(text -> Cursor.read(text, order)),
                Parameters.number("limit", parameters.getFirst("limit"), USUAL_LIMIT, MOST));
    }

    private static ExecutionFilter filter(MultivaluedMap<String, String> parameters, Principal caller) {
        return new ExecutionFilter(
                states(parameters.getOrDefault("status", List.of())),
                one(parameters, "repository"),
                one(parameters, "plan"),
                one(parameters, "agent"),
                one(parameters, "mode").map(ListQuery::mode),
                one(parameters, "since").map(text -> Parameters.time("since", text)),
                one(parameters, "until").map(text -> Parameters.time("until", text)),
                caller.repositories());
    }

    private static void refuseUnknown(Set<String> names) {
        names.stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw Problem.about(
                            name,
                            "there is no parameter " + name + "; known are " + String.join(", ", new TreeSet<>(KNOWN)))
                    .asException();
        });
    }

    /** A parameter without a value is as good as none. */
    private static Optional<String> one(MultivaluedMap<String, String> parameters, String name) {
        var given = parameters.getOrDefault(name, List.of());
        if (given.size() > 1) {
            throw Problem.about(name, name + " may be given once").asException();
        }
        return given.stream().filter(text -> !text.isBlank()).findFirst();
    }

    /** Given several times, or several words with commas between them, it means any of them. */
    private static Set<ExecutionState> states(List<String> given) {
        return given.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> Optional.ofNullable(STATES.get(word))
                        .orElseThrow(() -> unknown("status", word, STATES.keySet())))
                .collect(Collectors.toSet());
    }

    private static ExecutionMode mode(String word) {
        return ExecutionMode.named(word)
                .orElseThrow(() -> unknown(
                        "mode",
                        word,
                        Arrays.stream(ExecutionMode.values())
                                .map(ExecutionMode::word)
                                .collect(Collectors.toSet())));
    }

    private static ExecutionOrder order(Optional<String> word) {
        return word.map(text -> ExecutionOrder.named(text)
                        .orElseThrow(() -> unknown("sort", text, Set.copyOf(ExecutionOrder.words()))))
                .orElse(ExecutionOrder.NEWEST);
    }

    private static RuntimeException unknown(String name, String word, Set<String> known) {
        return Problem.about(
                        name,
                        "there is no " + name + " '" + word + "'; known are " + String.join(", ", new TreeSet<>(known)))
                .asException();
    }
}
