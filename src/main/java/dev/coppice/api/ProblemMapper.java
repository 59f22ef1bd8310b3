package dev.coppice.api;

import io.quarkus.logging.Log;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one place where a request's failure becomes an answer. What callers need not know stays in the log. */
class ProblemMapper {

    @ServerExceptionMapper
    Response refused(ProblemException refusal) {
        return answer(refusal.problem());
    }

    /** What the framework found wrong with a request: no such path, method or media type. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refusal) {
        int status = refusal.getResponse().getStatus();
        var detail = status == 404 ? "there is nothing of this path and method" : String.valueOf(refusal.getMessage());
        return answer(Problem.of(status, word(status), detail));
    }

    @ServerExceptionMapper
    Response broken(RuntimeException failure) {
        if (isOfTheDatabase(failure)) {
            Log.warnf("a request found no database: %s", failure.getMessage());
            return answer(Problem.of(503, "database_unavailable", "the database cannot be reached; try again"));
        }
        Log.error("a request broke", failure);
        return answer(Problem.of(500, "internal", "Coppice could not do this; its log says why"));
    }

    private static boolean isOfTheDatabase(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static String word(int status) {
        return switch (status) {
            case 400 -> "bad_request";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "too_large";
            case 415 -> "unsupported_media_type";
            default -> "http_" + status;
        };
    }

    private static Response answer(Problem problem) {
        var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return (problem.status() == 503 ? answer.header("Retry-After", "5") : answer).build();
    }
}
