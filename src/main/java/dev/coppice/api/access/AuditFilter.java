package dev.coppice.api.access;

import dev.coppice.access.AuditLog;
import dev.coppice.access.Outcome;
import dev.coppice.access.Principal;
import dev.coppice.access.Secret;
import dev.coppice.api.StartedView;
import dev.coppice.api.webhook.IssuedWebhookView;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Writes down who called a route that changes something, and what came of it; of bodies and secrets nothing. */
class AuditFilter {

    private static final int LONGEST = 200;

    /** What a route's path calls the things that something is done to, the outer one first. */
    private static final List<String> NAMES = List.of("id", "name", "number");

    private final CurrentVertxRequest current;
    private final AuditLog audit;

    AuditFilter(CurrentVertxRequest current, AuditLog audit) {
        this.current = current;
        this.audit = audit;
    }

    @ServerResponseFilter
    void write(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo resource) {
        var method = resource.getResourceMethod();
        if (method != null) {
            new Route(method)
                    .action()
                    .ifPresent(action -> write(action, target(request, response), response.getStatus()));
        }
    }

    /** What is done is done: that it cannot be written down does not undo it, and is told to the operator. */
    private void write(String action, @Nullable String target, int status) {
        var context = current.getCurrent();
        var principal = Entrance.principal(context).map(Principal::name).orElse("unknown");
        var act = new AuditLog.Act(principal, action, target, Entrance.address(context));
        try {
            audit.append(act, Outcome.ofStatus(status), OptionalInt.of(status));
        } catch (RuntimeException e) {
            Log.errorf(e, "the audit lacks an entry: %s, answered with %d", act, status);
        }
    }

    private static @Nullable String target(ContainerRequestContext request, ContainerResponseContext response) {
        return switch (response.getEntity()) {
            case StartedView started -> started.executionId();
            case TokenView token -> "token:" + token.name();
            case IssuedTokenView issued -> "token:" + issued.name();
            case IssuedWebhookView issued -> "webhook:" + issued.webhook().name();
            case null, default -> named(request);
        };
    }

    /** Whatever the path said, as one short line, without what might be a secret in the wrong place. */
    private static @Nullable String named(ContainerRequestContext request) {
        var parameters = request.getUriInfo().getPathParameters();
        var target = NAMES.stream()
                .filter(parameters::containsKey)
                .map(parameters::getFirst)
                .collect(Collectors.joining("/"))
                .replaceAll("[^\\p{Print}]", "?")
                .replaceAll(Secret.PREFIX + "\\S*", Secret.PREFIX + "...");
        return target.isEmpty() ? null : target.substring(0, Math.min(target.length(), LONGEST));
    }
}
