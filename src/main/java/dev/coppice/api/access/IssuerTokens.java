package dev.coppice.api.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.Secret;
import dev.coppice.access.issuer.Claims;
import dev.coppice.access.issuer.Holder;
import dev.coppice.access.issuer.Issuer;
import io.quarkus.logging.Log;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Has the tokens of the configured issuer verified by quarkus-oidc: signature, issuer, audience and times. */
@ApplicationScoped
class IssuerTokens {

    /** Signed, in three parts; what is encrypted or opaque none can read here. */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private final Issuer issuer;
    private final IssuerReach reach;
    private final Holder holder;
    private final IdentityProviderManager identities;
    private final ObjectMapper json;

    IssuerTokens(
            Issuer issuer, IssuerReach reach, Holder holder, IdentityProviderManager identities, ObjectMapper json) {
        this.issuer = issuer;
        this.reach = reach;
        this.holder = holder;
        this.identities = identities;
        this.json = json;
    }

    /** What was found out about a token. */
    sealed interface Verdict {

        /** It proves this. */
        record Proven(Holder.Found holder) implements Verdict {}

        /** It proves nothing. */
        record Wrong() implements Verdict {}

        /** Its issuer does not answer, so that nobody can tell. */
        record Unknown() implements Verdict {}
    }

    /** Whether tokens of anybody else than Coppice are taken. */
    boolean areTaken() {
        return issuer.name().isPresent();
    }

    /** Whether it could be one of the issuer's; Coppice's own never are. */
    boolean mayBe(Secret secret) {
        return areTaken() && SIGNED.matcher(secret.text()).matches();
    }

    /** Never fails; the answer comes on any thread. */
    Future<Verdict> verify(RoutingContext context, Secret secret) {
        return reach.whenReached(() -> ask(context, secret), new Verdict.Unknown());
    }

    /** Elsewhere, because the first time takes long and every time some arithmetic, and all requests arrive on this thread. */
    private Future<Verdict> ask(RoutingContext context, Secret secret) {
        Uni<Verdict> verdict = Uni.createFrom()
                .deferred(() -> identities.authenticate(request(context, secret)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(identity -> identity == null || identity.isAnonymous() ? new Verdict.Wrong() : proven(secret))
                .onFailure()
                .recoverWithItem(IssuerTokens::verdict)
                .ifNoItem()
                .after(issuer.patience())
                .recoverWithItem(new Verdict.Unknown());
        return Future.fromCompletionStage(verdict.subscribeAsCompletionStage());
    }

    private static TokenAuthenticationRequest request(RoutingContext context, Secret secret) {
        var request = new TokenAuthenticationRequest(new AccessTokenCredential(secret.text()));
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return request;
    }

    /** What was verified is read once more, because the library keeps lists and objects of it in types of its own. */
    private Verdict proven(Secret secret) {
        var payload = Base64.getUrlDecoder().decode(secret.text().split("\\.", -1)[1]);
        try {
            return new Verdict.Proven(holder.of(new Claims(json.readValue(payload, CLAIMS))));
        } catch (IOException e) {
            Log.debugf("a token of the issuer holds no object: %s", e.getMessage());
            return new Verdict.Wrong();
        }
    }

    private static Verdict verdict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidJwtException invalid) {
                Log.debugf("a token of the issuer was refused: %s", invalid.getErrorDetails());
                return new Verdict.Wrong();
            }
            if (cause instanceof OIDCException || cause instanceof IOException || cause instanceof TimeoutException) {
                return new Verdict.Unknown();
            }
        }
        Log.debugf("a token of the issuer was refused: %s", failure.getClass().getName());
        return new Verdict.Wrong();
    }
}
