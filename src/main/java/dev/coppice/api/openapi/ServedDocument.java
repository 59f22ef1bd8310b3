package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers with the committed document, as it is or as JSON, which it makes of it when the first asks for that. */
@ApplicationScoped
class ServedDocument {

    private static final int BEHIND_THE_LIMITS = 800;
    private static final String PATH = "/q/openapi";
    private static final String FILE = "/openapi/openapi.yaml";
    private static final String YAML = "application/yaml;charset=UTF-8";
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Set<String> YAML_PATHS = Set.of(PATH, PATH + ".yaml", PATH + ".yml");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private volatile @Nullable Buffer asJson;

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEHIND_THE_LIMITS);
    }

    private void answer(RoutingContext context) {
        boolean isJson = context.normalizedPath().equals(PATH + ".json");
        if (!(isJson || YAML_PATHS.contains(context.normalizedPath()))
                || !READING.contains(context.request().method())) {
            context.next();
            return;
        }
        boolean asJson = isJson || wantsJson(context.request());
        context.vertx()
                .executeBlocking(asJson ? this::json : ServedDocument::yaml)
                .compose(text -> send(context, asJson ? JSON : YAML, text))
                .onFailure(context::fail);
    }

    /** The query is looked at as it is written: what cannot be decoded is no reason to answer with anything else. */
    private static boolean wantsJson(HttpServerRequest request) {
        var query = Objects.requireNonNullElse(request.query(), "").toLowerCase(Locale.ROOT);
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return query.contains("format=")
                ? query.contains("format=json")
                : accepted != null && accepted.contains("application/json");
    }

    private static Future<Void> send(RoutingContext context, String type, Buffer text) {
        return context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(text);
    }

    private static Buffer yaml() throws IOException {
        try (InputStream file = Objects.requireNonNull(ServedDocument.class.getResourceAsStream(FILE), FILE)) {
            return Buffer.buffer(file.readAllBytes());
        }
    }

    private Buffer json() throws IOException {
        var made = asJson;
        if (made == null) {
            var tree = new ObjectMapper(new YAMLFactory()).readTree(yaml().getBytes());
            made = Buffer.buffer(new ObjectMapper().writeValueAsBytes(tree));
            asJson = made;
        }
        return made;
    }
}
