package dev.coppice.api.openapi;

import dev.coppice.access.ShowsSecret;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** The answers that no route gives by itself, and the header that every POST may have: told here for all of them. */
final class CommonAnswers {

    /** What stands open to monitors has neither a guard nor a limit before it. */
    private static final String PROBE = "/health";

    private static final List<String> OF_ALL = List.of("400", "401", "403", "406", "429", "500", "503");
    private static final List<String> WITH_BODY = List.of("413", "415");
    private static final List<String> WITH_KEY = List.of("409", "422");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("400", "BadRequest"),
            Map.entry("401", "Unauthorized"),
            Map.entry("403", "Forbidden"),
            Map.entry("404", "NotFound"),
            Map.entry("406", "NotAcceptable"),
            Map.entry("409", "Conflict"),
            Map.entry("413", "TooLarge"),
            Map.entry("415", "UnsupportedMediaType"),
            Map.entry("422", "Unprocessable"),
            Map.entry("429", "TooManyRequests"),
            Map.entry("500", "Internal"),
            Map.entry("503", "Unavailable"));

    private static final DotName PATH = DotName.createSimple(Path.class);

    private final Set<String> secrets;

    CommonAnswers(IndexView index) {
        this.secrets = index.getAnnotations(ShowsSecret.class).stream()
                .map(marked -> path(marked.target().asMethod()))
                .collect(Collectors.toSet());
    }

    private static String path(MethodInfo method) {
        return Stream.of(method.declaringClass().declaredAnnotation(PATH), method.declaredAnnotation(PATH))
                .filter(Objects::nonNull)
                .map(path -> path.value().asString())
                .collect(Collectors.joining("/"));
    }

    void add(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((verb, operation) -> add(path, verb, operation)));
    }

    private void add(String path, HttpMethod verb, Operation operation) {
        for (var code : path.equals(PROBE) ? List.of("406", "500") : codes(path, verb)) {
            if (operation.getResponses().getAPIResponse(code) == null) {
                operation.getResponses().addAPIResponse(code, answer(code));
            }
        }
        if (takesKey(path, verb)) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/idempotency_key"));
        }
        sort(operation);
    }

    private List<String> codes(String path, HttpMethod verb) {
        var codes = new ArrayList<>(OF_ALL);
        if (path.contains("{")) {
            codes.add("404");
        }
        if (verb != HttpMethod.GET) {
            codes.addAll(WITH_BODY);
        }
        if (takesKey(path, verb)) {
            codes.addAll(WITH_KEY);
        }
        return codes;
    }

    /** What is kept nowhere cannot be repeated. */
    private boolean takesKey(String path, HttpMethod verb) {
        return verb == HttpMethod.POST && !secrets.contains(path);
    }

    private static APIResponse answer(String code) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + NAMES.get(code));
    }

    private static void sort(Operation operation) {
        var sorted = OASFactory.createAPIResponses();
        operation.getResponses().getAPIResponses().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(answer -> sorted.addAPIResponse(answer.getKey(), answer.getValue()));
        operation.setResponses(sorted);
    }
}
