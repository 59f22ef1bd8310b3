package dev.coppice.api.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.access.Caller;
import dev.coppice.api.Problem;
import dev.coppice.api.RequestKey;
import dev.coppice.idempotency.KnownRequests;
import dev.coppice.idempotency.Request;
import dev.coppice.idempotency.Turn;
import io.quarkus.logging.Log;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Lets each request with a key be carried out once, and answers its repeats. */
class RepeatFilter {

    private static final String REQUEST = RepeatFilter.class.getName();
    private static final int LONGEST_ANSWER = 1_000_000;
    private static final int SERVER_ERROR = 500;

    private final KnownRequests known;
    private final RequestKey key;
    private final Caller caller;
    private final ObjectMapper json;

    RepeatFilter(KnownRequests known, RequestKey key, Caller caller, ObjectMapper json) {
        this.known = known;
        this.key = key;
        this.caller = caller;
        this.json = json;
    }

    @ServerRequestFilter
    Optional<Response> begin(ContainerRequestContext context, ResourceInfo resource) throws IOException {
        if (!context.getMethod().equals("POST") || context.getHeaderString(KeyedRequest.HEADER) == null) {
            return Optional.empty();
        }
        var request = KeyedRequest.of(context, resource, caller.principal());
        return switch (known.begin(request)) {
            case Turn.First(var token) -> {
                context.setProperty(REQUEST, request);
                key.is(token.toString());
                yield Optional.empty();
            }
            case Turn.Answered(var answer) -> Optional.of(replay(answer));
            case Turn.UnderWay _ ->
                Optional.of(refusal(Problem.of(
                        409, "idempotency_in_progress", "the first request with this Idempotency-Key is under way")));
            case Turn.Reused _ ->
                Optional.of(refusal(Problem.of(
                        422,
                        "idempotency_key_reused",
                        "this Idempotency-Key came with another request before; send a new one with a new request")));
        };
    }

    private static Response replay(Turn.Answer answer) {
        var response = Response.status(answer.status()).header("Idempotency-Replayed", "true");
        answer.contentType().ifPresent(type -> response.header("Content-Type", type));
        answer.body().ifPresent(response::entity);
        return response.build();
    }

    private static Response refusal(Problem problem) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return (problem.status() == 409 ? response.header("Retry-After", "1") : response).build();
    }

    @ServerResponseFilter
    void end(ContainerRequestContext context, ContainerResponseContext response) {
        if (context.getProperty(REQUEST) instanceof Request request) {
            try {
                end(request, response);
            } catch (RuntimeException e) {
                // What is done is done; a repeat waits until this process has ended, or for minutes, and then finds the
                // work by its token.
                Log.warnf("the answer to a request with an Idempotency-Key could not be kept: %s", e.getMessage());
            }
        }
    }

    private void end(Request request, ContainerResponseContext response) {
        var body = text(response.getEntity());
        boolean isKept =
                response.getStatus() < SERVER_ERROR && body.map(String::length).orElse(0) <= LONGEST_ANSWER;
        if (isKept) {
            known.answer(request, new Turn.Answer(response.getStatus(), contentType(response, body), body));
        } else {
            known.release(request);
        }
    }

    private static Optional<String> contentType(ContainerResponseContext response, Optional<String> body) {
        return Optional.ofNullable(response.getMediaType())
                .map(Object::toString)
                .or(() -> body.map(_ -> "application/json"));
    }

    private Optional<String> text(@Nullable Object entity) {
        try {
            return switch (entity) {
                case null -> Optional.empty();
                case String text -> Optional.of(text);
                default -> Optional.of(json.writeValueAsString(entity));
            };
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
