package dev.coppice.api.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.Principal;
import dev.coppice.access.issuer.Holder;
import dev.coppice.api.Problem;
import dev.coppice.api.access.Entrance;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stands behind the guard of the door: refuses what is too large, and whoever comes too often. */
@ApplicationScoped
class LimitGuard {

    private static final int BEHIND_THE_DOOR = 900;
    private static final int MOST_CALLERS = 10_000;

    private final Optional<Buckets> buckets;
    private final String policy;
    private final MemorySize largest;
    private final ObjectMapper json;

    LimitGuard(
            RateConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest,
            ObjectMapper json) {
        int rate = config.rate().orElse(0);
        int burst = Math.multiplyExact(rate, config.rateBurst());
        this.buckets = rate > 0 ? Optional.of(new Buckets(rate, burst, MOST_CALLERS)) : Optional.empty();
        this.policy = "\"default\";q=" + burst + ";w=" + config.rateBurst();
        this.largest = largest;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEHIND_THE_DOOR);
    }

    private void check(RoutingContext context) {
        if (isProbe(context.normalizedPath())) {
            context.next();
        } else if (isTooLarge(context)) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            // Nobody reads the rest of it, and the server itself would wait for that before it closes the connection.
            var _ = refuse(
                            context,
                            Problem.of(413, "too_large", "a request has at most " + largest.asLongValue() + " bytes"))
                    .onComplete(_ -> context.request().connection().close());
        } else {
            draw(context);
        }
    }

    private static boolean isProbe(String path) {
        return path.equals("/health") || path.equals("/q/health") || path.startsWith("/q/health/");
    }

    /** What comes without a length is counted while it is read. */
    private boolean isTooLarge(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length != null && Long.parseLong(length) > largest.asLongValue();
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private void draw(RoutingContext context) {
        if (buckets.isEmpty()) {
            context.next();
            return;
        }
        var draw = buckets.get().draw(caller(context), System.nanoTime());
        var response = context.response()
                .putHeader("RateLimit-Policy", policy)
                .putHeader("RateLimit", "\"default\";r=" + draw.left() + ";t=" + draw.pause());
        if (draw.isAllowed()) {
            context.next();
        } else {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(draw.pause()));
            var _ = refuse(
                    context, Problem.of(429, "too_many_requests", "too many calls; wait as long as Retry-After says"));
        }
    }

    /** Only a token that was let in gets here, so nobody gets more by making up some, nor by having an issuer make more. */
    private static String caller(RoutingContext context) {
        var token = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        var address = context.request().remoteAddress();
        var holder = Entrance.principal(context).map(Principal::name).filter(name -> name.startsWith(Holder.PREFIX));
        if (holder.isPresent()) {
            return holder.get();
        }
        return token != null ? token : "from " + (address == null ? "" : String.valueOf(address.hostAddress()));
    }

    private Future<Void> refuse(RoutingContext context, Problem problem) {
        var response = context.response().setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        try {
            return response.end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
