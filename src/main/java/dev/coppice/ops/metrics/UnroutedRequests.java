package dev.coppice.ops.metrics;

import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives one name to all requests that reach no route of the API, because they are refused at the door or for a page: their addresses are
 * whatever callers make up. A route puts its own name in the place of this one.
 */
@ApplicationScoped
class UnroutedRequests {

    private static final int BEFORE_THE_DOOR = 1100;
    private static final String NAME = "/other";

    void register(@Observes Filters filters) {
        filters.register(UnroutedRequests::name, BEFORE_THE_DOOR);
    }

    private static void name(RoutingContext context) {
        var metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null) {
            metric.setTemplatePath(NAME);
        }
        context.next();
    }
}
