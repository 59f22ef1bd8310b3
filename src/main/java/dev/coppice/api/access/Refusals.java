package dev.coppice.api.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.Right;
import dev.coppice.api.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Ends a request before any route has seen it. */
@ApplicationScoped
class Refusals {

    private final ObjectMapper json;

    Refusals(ObjectMapper json) {
        this.json = json;
    }

    void askForToken(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        end(context, Problem.of(401, "unauthorized", "send a token: Authorization: Bearer TOKEN"));
    }

    /** Whether it never was one or is not one any more, is nobody's business. */
    void wrongToken(RoutingContext context) {
        context.response().putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        end(context, Problem.of(401, "unauthorized", "this token opens nothing; it is wrong, expired or revoked"));
    }

    void tooManyWrongTokens(RoutingContext context, Duration wait) {
        retryAfter(context, wait.toSeconds() + 1);
        end(context, Problem.of(429, "too_many_wrong_tokens", "too many wrong tokens came from this address; wait"));
    }

    /** The token is good, and nothing that it says gives a right here. */
    void noRight(RoutingContext context, String name) {
        context.response()
                .putHeader(
                        "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + Right.READ.word() + "\"");
        end(
                context,
                Problem.of(
                        403,
                        "insufficient_scope",
                        "this needs the scope " + Right.READ.word() + "; the token of " + name + " gives none here"));
    }

    void noIssuer(RoutingContext context) {
        retryAfter(context, 5);
        end(context, Problem.of(503, "issuer_unavailable", "the issuer of this token does not answer; try again"));
    }

    void noDatabase(RoutingContext context) {
        retryAfter(context, 5);
        end(context, Problem.of(503, "database_unavailable", "the database cannot be reached; try again"));
    }

    void end(RoutingContext context, Problem problem) {
        var response = context.response().setStatusCode(problem.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        end(response, problem);
    }

    private static void retryAfter(RoutingContext context, long seconds) {
        context.response().putHeader("Retry-After", Long.toString(seconds));
    }

    private void end(HttpServerResponse response, Problem problem) {
        try {
            var _ = response.end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
