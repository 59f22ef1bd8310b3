package dev.coppice.api.access;

import dev.coppice.api.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Stands before every route: nobody gets in from where nobody may come, on loopback too, or without being known. */
@ApplicationScoped
class RequestGuard {

    private static final int BEFORE_EVERYTHING = 1000;

    /** Where a plan may be the whole body. */
    private static final Set<String> TAKE_PLANS = Set.of("/api/v1/autonomous/start", "/api/v1/plans/validate");

    private final Entrance entrance;
    private final Refusals refusals;
    private final Origins origins;
    private final boolean areMetricsOpen;

    RequestGuard(
            AccessConfig config,
            Entrance entrance,
            Refusals refusals,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.entrance = entrance;
        this.refusals = refusals;
        var names = new HashSet<>(config.hosts().orElse(List.of()));
        names.add(host);
        this.areMetricsOpen = config.openMetrics();
        this.origins = new Origins(lowerCase(names));
    }

    private static Set<String> lowerCase(Set<String> names) {
        var lower = new HashSet<String>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return lower;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext context) {
        hardenAnswer(context.response());
        if (isProbe(context.normalizedPath())
                || (areMetricsOpen && MetricsGuard.isAskedFor(context.normalizedPath()))) {
            context.next();
            return;
        }
        objection(context.request(), context.normalizedPath())
                .ifPresentOrElse(problem -> refusals.end(context, problem), () -> admit(context));
    }

    private void admit(RoutingContext context) {
        if (OpenFiles.isAskedFor(context.request(), context.normalizedPath())) {
            context.next();
        } else {
            entrance.admit(context);
        }
    }

    /** What a browser is told of answers that are data: run nothing, show them in no frame, keep nothing. A page says otherwise itself. */
    private static void hardenAnswer(HttpServerResponse response) {
        response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer");
    }

    /** Monitors call by whatever address they find. */
    private static boolean isProbe(String path) {
        return path.equals("/health") || path.equals("/q/health") || path.startsWith("/q/health/");
    }

    private Optional<Problem> objection(HttpServerRequest request, String path) {
        return foreignHost(request)
                .or(() -> foreignOrigin(request, path))
                .or(() -> foreignBody(request, path))
                .or(() -> unusableAddress(request));
    }

    /** Where everybody needs a token, a name proves nothing more: who does not know one gets nowhere. */
    private Optional<Problem> foreignHost(HttpServerRequest request) {
        return entrance.isLocked() || origins.isOwnHost(host(request))
                ? Optional.empty()
                : forbidden("this service does not go by the name " + quoted(host(request))
                        + "; call it by a loopback name, or add the name to coppice.api.hosts");
    }

    private static Optional<Problem> foreignOrigin(HttpServerRequest request, String path) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean isForeign = origin != null && !Origins.isSameOrigin(origin, host(request));
        boolean isFromElsewhere =
                "cross-site".equals(request.getHeader("Sec-Fetch-Site")) && !OpenFiles.isLinkedTo(request, path);
        return isForeign || isFromElsewhere
                ? forbidden("pages of other sites may not call this service")
                : Optional.empty();
    }

    /** Only forms and plain text can be sent by a foreign page without asking first. */
    private static Optional<Problem> foreignBody(HttpServerRequest request, String path) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean hasBody =
                request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null || (length != null && !length.equals("0"));
        var type = mediaType(request.getHeader(HttpHeaders.CONTENT_TYPE));
        boolean isTaken =
                type.equals("application/json") || (type.equals("text/markdown") && TAKE_PLANS.contains(path));
        return hasBody && !isTaken
                ? Optional.of(Problem.of(415, "unsupported_media_type", "send JSON: Content-Type: application/json"))
                : Optional.empty();
    }

    /** PostgreSQL stores no NUL, no path of a file holds one, and so nothing here is called by one. */
    private static Optional<Problem> unusableAddress(HttpServerRequest request) {
        return request.uri().contains("%00")
                ? Optional.of(Problem.of(400, "bad_request", "the address holds a NUL character"))
                : Optional.empty();
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String host(HttpServerRequest request) {
        return Optional.ofNullable(request.authority()).map(Object::toString).orElse("");
    }

    private static String quoted(String host) {
        return "'" + host.replaceAll("[^A-Za-z0-9.:\\[\\]-]", "?") + "'";
    }

    private static Optional<Problem> forbidden(String detail) {
        return Optional.of(Problem.of(403, "forbidden", detail));
    }
}
