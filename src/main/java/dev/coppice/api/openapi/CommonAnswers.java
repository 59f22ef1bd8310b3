package dev.coppice.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The answers that no route gives by itself, and the header that every POST may have: told here for all of them. */
final class CommonAnswers {

    /** What stands open to monitors has neither a guard nor a limit before it. */
    private static final String PROBE = "/health";

    /** Answers here are not kept, so they cannot be repeated. */
    private static final String SECRETS = "/api/v1/tokens";

    private static final List<String> OF_ALL = List.of("400", "401", "403", "406", "429", "500", "503");
    private static final List<String> WITH_BODY = List.of("409", "413", "415", "422");
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

    private CommonAnswers() {}

    static void add(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((verb, operation) -> add(path, verb, operation)));
    }

    private static void add(String path, HttpMethod verb, Operation operation) {
        for (var code : path.equals(PROBE) ? List.of("406", "500") : codes(path, verb)) {
            if (operation.getResponses().getAPIResponse(code) == null) {
                operation.getResponses().addAPIResponse(code, answer(code));
            }
        }
        if (verb == HttpMethod.POST && !path.startsWith(SECRETS)) {
            operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/idempotency_key"));
        }
        sort(operation);
    }

    private static List<String> codes(String path, HttpMethod verb) {
        var codes = new ArrayList<>(OF_ALL);
        if (path.contains("{")) {
            codes.add("404");
        }
        if (verb != HttpMethod.GET) {
            codes.addAll(WITH_BODY);
        }
        return codes;
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
