package dev.coppice.api.access;

import dev.coppice.access.Caller;
import dev.coppice.access.Principal;
import dev.coppice.access.Right;
import dev.coppice.api.Problem;
import dev.coppice.worker.OwnRole;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a caller only to routes for which it has the right. A route that says nothing of rights is nobody's. */
class RightsFilter {

    private final CurrentVertxRequest request;
    private final Caller caller;
    private final OwnRole own;

    RightsFilter(CurrentVertxRequest request, Caller caller, OwnRole own) {
        this.own = own;
        this.request = request;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    Optional<Response> check(ResourceInfo resource) {
        var route = new Route(resource.getResourceMethod());
        var principal = Entrance.principal(request.getCurrent());
        principal.ifPresent(caller::is);
        return route.isOpenToAll()
                ? Optional.empty()
                : objection(route, principal).or(() -> notHere(route, principal));
    }

    private static Optional<Response> objection(Route route, Optional<Principal> principal) {
        if (route.needed().isEmpty()) {
            Log.errorf("%s does not say which right it needs", route.method());
        }
        boolean isAllowed = principal
                .filter(known -> route.needed().filter(known.right()::includes).isPresent())
                .isPresent();
        return isAllowed ? Optional.empty() : Optional.of(refusal(route.needed().orElse(Right.ADMIN), principal));
    }

    /** The operator's own commands are about this process and its data folder. */
    private Optional<Response> notHere(Route route, Optional<Principal> principal) {
        boolean isTaken = own.role().takesPlans()
                || route.action().isEmpty()
                || principal.filter(Principal::isOperator).isPresent();
        return isTaken
                ? Optional.empty()
                : Optional.of(answer(
                        "this service has the role worker, which takes no orders: it can be read; send this to one of the"
                                + " role api"));
    }

    private static Response answer(String detail) {
        return Response.status(403)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(403, "forbidden", detail))
                .build();
    }

    private static Response refusal(Right needed, Optional<Principal> principal) {
        var detail = "this needs the scope " + needed.word() + "; "
                + principal
                        .map(known -> "the scope of " + known.name() + " is "
                                + known.right().word())
                        .orElse("nobody is known to call");
        return Response.status(403)
                .type(Problem.MEDIA_TYPE)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + needed.word() + "\"")
                .entity(Problem.of(403, "insufficient_scope", detail))
                .build();
    }
}
