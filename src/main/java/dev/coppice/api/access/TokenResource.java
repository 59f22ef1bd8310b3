package dev.coppice.api.access;

import dev.coppice.access.ApiTokens;
import dev.coppice.access.Audited;
import dev.coppice.access.Caller;
import dev.coppice.access.Needs;
import dev.coppice.access.NewToken;
import dev.coppice.access.Right;
import dev.coppice.access.ShowsSecret;
import dev.coppice.api.JsonFields;
import dev.coppice.api.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Hands tokens out and takes them back. Those that can hand out others come from the operator only: one that leaks has no heirs. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.ADMIN)
public class TokenResource {

    private static final String LIFETIME = "expires_in_seconds";
    private static final Set<String> FIELDS = Set.of("name", "scope", "repositories", LIFETIME);

    private final ApiTokens tokens;
    private final Caller caller;

    TokenResource(ApiTokens tokens, Caller caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    /** Revoked and expired ones as well, the oldest first. */
    @GET
    public TokenView.TokensView all() {
        return new TokenView.TokensView(tokens.all().stream().map(TokenView::of).toList());
    }

    /** The answer is the only place where its secret is ever seen. */
    @POST
    @ResponseStatus(201)
    @Audited("create_token")
    @ShowsSecret
    public IssuedTokenView create(String body) {
        var wish = wish(JsonFields.of(body, FIELDS));
        if (wish.scope() == Right.ADMIN && !caller.principal().isOperator()) {
            throw Problem.of(403, "operator_only", "only the operator's own commands make tokens of scope admin")
                    .in("scope")
                    .asException();
        }
        return tokens.issue(wish, caller.principal().name())
                .map(IssuedTokenView::of)
                .orElseThrow(
                        () -> Problem.of(409, "name_taken", "there is a token " + wish.name() + "; revoke it first")
                                .in("name")
                                .asException());
    }

    /** By its id or its name. From the next request on it opens nothing. */
    @DELETE
    @Path("{id}")
    @Audited("revoke_token")
    public TokenView revoke(String id) {
        return tokens.revoke(id)
                .map(TokenView::of)
                .orElseThrow(() -> Problem.of(404, "token_not_found", "there is no such token that is not revoked")
                        .asException());
    }

    private static NewToken wish(JsonFields fields) {
        var name = fields.text("name")
                .orElseThrow(() -> Problem.about("name", "a token needs a name").asException());
        var lifetime = fields.number(LIFETIME, 1, Math.toIntExact(NewToken.LONGEST.toSeconds()));
        var wish = new NewToken(name, scope(fields), fields.texts("repositories"), lifetime.map(Duration::ofSeconds));
        wish.objection().ifPresent(objection -> {
            throw Problem.about(objection.field(), objection.reason()).asException();
        });
        return wish;
    }

    /** Never more than was asked for. */
    private static Right scope(JsonFields fields) {
        var word = fields.text("scope").orElse(Right.READ.word());
        return Right.of(word)
                .orElseThrow(() -> Problem.about("scope", "scope is one of: " + String.join(", ", Right.words()))
                        .asException());
    }
}
