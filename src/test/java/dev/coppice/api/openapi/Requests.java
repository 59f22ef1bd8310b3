package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws requests for operations of the document: good ones and others, from callers of every kind. */
final class Requests {

    /** What a call says for as long as others wait, or does to what other tests need. */
    private static final Set<String> LEFT_OUT = Set.of("wait", "dry_run");

    private static final List<String> FORMS = List.of("application/xml", "text/html, */*", "image/png", "x", "*/*;q=0");
    private static final List<String> BODIES =
            List.of("text/plain", "x", "application/json; charset=x", "application/json;");
    private static final int VISIBLE = 0x20;
    private static final int LAST_VISIBLE = 0x7e;

    private final URI service;
    private final Document document;
    private final Values values;

    Requests(URI service, Document document, Values values) {
        this.service = service;
        this.document = document;
        this.values = values;
    }

    /** Of a caller with this token, or without one. */
    HttpRequest draw(Document.Operation operation, Optional<String> token, String plan) {
        values.begin();
        var request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        if (values.chance(5)) {
            request.header("Accept", values.oneOf(FORMS));
        }
        addBody(request, operation, plan);
        return request.uri(service.resolve(address(request, operation))).build();
    }

    /** For what is there, with nothing besides. */
    HttpRequest plain(Document.Operation operation, String token) {
        var path = operation.path();
        for (var parameter : document.parameters(operation)) {
            var name = parameter.path("name").asText();
            path = path.replace("{" + name + "}", values.known(name));
        }
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private String address(HttpRequest.Builder request, Document.Operation operation) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : document.parameters(operation)) {
            var name = parameter.path("name").asText();
            var value = values.text(name, document.resolved(parameter.path("schema")));
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", segment(value));
                case "query" -> addParameter(query, name, value);
                case "header" -> addHeader(request, name, value);
                default -> throw new IllegalStateException("a parameter somewhere else: " + parameter);
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Now and then it is there twice, or beside one that nobody knows. */
    private void addParameter(List<String> query, String name, String value) {
        if (values.chance(30) && !LEFT_OUT.contains(name)) {
            query.add(name + "=" + encoded(value));
            if (values.chance(5)) {
                query.add(name + "=" + encoded(value + "1"));
            }
            if (values.chance(3)) {
                query.add("nobody_knows=" + encoded(value));
            }
        }
    }

    private void addHeader(HttpRequest.Builder request, String name, String value) {
        if (values.chance(20)) {
            var line = new StringBuilder();
            value.chars().forEach(c -> line.append(c >= VISIBLE && c <= LAST_VISIBLE ? (char) c : '?'));
            request.header(name, line.toString());
        }
    }

    /** Of a path, in which dots would lead elsewhere. */
    private static String segment(String value) {
        return value.isEmpty() || value.equals("..") ? "x" : encoded(value);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void addBody(HttpRequest.Builder request, Document.Operation operation, String plan) {
        var verb = operation.verb().toUpperCase(Locale.ROOT);
        var content = document.resolved(operation.node().path("requestBody")).path("content");
        if (content.isMissingNode()) {
            request.method(verb, BodyPublishers.noBody());
            return;
        }
        var type = values.oneOf(
                content.properties().stream().map(Map.Entry::getKey).toList());
        var body = type.equals("application/json")
                ? json(document.resolved(content.path(type).path("schema")))
                : plan;
        request.header("Content-Type", values.chance(5) ? values.oneOf(BODIES) : type);
        request.method(verb, BodyPublishers.ofString(body));
    }

    private String json(JsonNode schema) {
        return values.chance(10)
                ? values.nonsense()
                : Values.json(values.object(document, schema).remove(LEFT_OUT));
    }
}
