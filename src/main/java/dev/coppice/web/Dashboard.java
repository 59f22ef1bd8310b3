package dev.coppice.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Answers browsers with the dashboard. Every view has an address of its own, and all of them are the same page, which finds out by its
 * address what to show.
 */
@ApplicationScoped
class Dashboard {

    private static final String FILES = "/ui/";

    /** Views, as main.js knows them. */
    private static final Pattern VIEW = Pattern.compile("/(executions(/[^/]+){0,3}|start|workers)");

    private static final int BEFORE_THE_API = -1;

    /** Scripts and styles are files of this service, and nothing that a plan, a log or a name holds is ever run. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Assets assets;

    Dashboard(Assets assets) {
        this.assets = assets;
    }

    void register(@Observes Router router) {
        router.get("/").order(BEFORE_THE_API).handler(this::begin);
        router.getWithRegex(VIEW.pattern()).order(BEFORE_THE_API).handler(context -> send(context, Assets.PAGE));
        router.get(FILES + "*")
                .order(BEFORE_THE_API)
                .handler(context -> send(context, context.normalizedPath().substring(FILES.length())));
    }

    /** The API's own first answer stays what it is for everybody but a browser. */
    private void begin(RoutingContext context) {
        var accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains("text/html")) {
            send(context, Assets.PAGE);
        } else {
            context.next();
        }
    }

    private void send(RoutingContext context, String name) {
        assets.find(name).ifPresentOrElse(asset -> send(context, asset), context::next);
    }

    /** Asked for again each time, because another version may be at the same address tomorrow, but sent only if it has changed. */
    private static void send(RoutingContext context, Asset asset) {
        var response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .putHeader(HttpHeaders.ETAG, asset.tag())
                .putHeader("Content-Security-Policy", POLICY);
        if (asset.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            var _ = response.setStatusCode(304).end();
        } else {
            var _ = response.end(asset.content());
        }
    }
}
