package dev.coppice.api.access;

import dev.coppice.access.Principal;
import dev.coppice.access.Secret;
import dev.coppice.access.issuer.Holder;
import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Finds out who calls, and lets nobody in who is not known. */
@ApplicationScoped
public class Entrance {

    private static final String PRINCIPAL = Entrance.class.getName();
    private static final String SCHEME = "bearer ";

    private final Callers callers;
    private final IssuerTokens issued;
    private final Brake brake;
    private final Refusals refusals;

    Entrance(Callers callers, IssuerTokens issued, Brake brake, Refusals refusals) {
        this.callers = callers;
        this.issued = issued;
        this.brake = brake;
        this.refusals = refusals;
    }

    /** Who was let in with this request; empty for what stands open. */
    public static Optional<Principal> principal(RoutingContext context) {
        return Optional.ofNullable(context.get(PRINCIPAL));
    }

    /** Whether nobody gets in without a token. */
    boolean isLocked() {
        return callers.withoutToken().isEmpty();
    }

    /** Whether anybody but the operator could be let in from another machine. */
    public boolean knowsAnybody() {
        return issued.areTaken() || callers.knowAnybody();
    }

    /** Goes on with the request, now or as soon as its token has been looked up; or ends it. A token that is wrong opens nothing. */
    void admit(RoutingContext context) {
        var authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        var offered = SocketToken.of(context.request());
        if (authorization == null && offered.isPresent()) {
            admit(context, offered.get());
        } else if (authorization == null) {
            callers.withoutToken().ifPresentOrElse(known -> enter(context, known), () -> refusals.askForToken(context));
        } else {
            secret(authorization).ifPresentOrElse(secret -> admit(context, secret), () -> refuse(context));
        }
    }

    private static Optional<Secret> secret(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(
                        new Secret(authorization.substring(SCHEME.length()).strip()))
                : Optional.empty();
    }

    /** The operator's token is not to be guessed, and its commands work on while somebody tries. */
    private void admit(RoutingContext context, Secret secret) {
        if (callers.isOperators(secret)) {
            enter(context, Principal.OPERATOR);
            return;
        }
        brake.wait(address(context))
                .ifPresentOrElse(
                        time -> refusals.tooManyWrongTokens(context, time), () -> admitUnlessWrong(context, secret));
    }

    private void admitUnlessWrong(RoutingContext context, Secret secret) {
        if (callers.isServices(secret)) {
            enter(context, Principal.SERVICE);
        } else if (callers.isLookedUp(secret)) {
            lookUp(context, secret);
        } else if (issued.mayBe(secret)) {
            verify(context, secret);
        } else {
            refuse(context);
        }
    }

    /** The issuer's answer comes on a thread of its connection, and the request goes on where it came. */
    private void verify(RoutingContext context, Secret secret) {
        var own = context.vertx().getOrCreateContext();
        var _ = issued.verify(context, secret)
                .onSuccess(verdict -> own.runOnContext(_ -> act(context, verdict)))
                .onFailure(failure -> {
                    Log.error("a token could not be verified", failure);
                    own.runOnContext(_ -> refuse(context));
                });
    }

    private void act(RoutingContext context, IssuerTokens.Verdict verdict) {
        switch (verdict) {
            case IssuerTokens.Verdict.Proven(Holder.Found.Known(var principal)) ->
                enter(context, callers.withFolders(principal));
            case IssuerTokens.Verdict.Proven(Holder.Found.WithoutRight(var name)) -> refusals.noRight(context, name);
            case IssuerTokens.Verdict.Proven(Holder.Found.Nameless()) -> refuse(context);
            case IssuerTokens.Verdict.Wrong() -> refuse(context);
            case IssuerTokens.Verdict.Unknown() -> refusals.noIssuer(context);
        }
    }

    /** Elsewhere, because the database may keep this thread waiting, on which all requests arrive. */
    private void lookUp(RoutingContext context, Secret secret) {
        var _ = context.vertx()
                .executeBlocking(() -> callers.lookUp(secret), false)
                .onSuccess(holder -> holder.ifPresentOrElse(known -> enter(context, known), () -> refuse(context)))
                .onFailure(failure -> {
                    Log.warnf("a token could not be looked up: %s", failure.getMessage());
                    refusals.noDatabase(context);
                });
    }

    private static void enter(RoutingContext context, Principal principal) {
        context.put(PRINCIPAL, principal);
        context.next();
    }

    private void refuse(RoutingContext context) {
        if (brake.wrong(address(context))) {
            Log.warnf("too many wrong tokens from %s; the rest of this minute none is looked at", address(context));
        }
        refusals.wrongToken(context);
    }

    /** From where the request comes. */
    static String address(RoutingContext context) {
        var address = context.request().remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }
}
