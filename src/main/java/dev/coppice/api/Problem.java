package dev.coppice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.plan.Diagnostic;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, as RFC 9457 has it, with what programs like to know besides.
 *
 * @param code a word that stays the same whatever the sentences say
 * @param field the request's field that is wrong; null if it is none in particular
 * @param diagnostics of a plan that cannot be run, by line and column
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String field,
        List<DiagnosticView> diagnostics) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One finding about the plan, as {@code coppice validate} tells it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record DiagnosticView(String severity, String code, int line, int column, String message) {

        static DiagnosticView of(Diagnostic diagnostic) {
            return new DiagnosticView(
                    diagnostic.severity().word(),
                    diagnostic.code(),
                    diagnostic.line(),
                    diagnostic.column(),
                    diagnostic.message());
        }
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem("about:blank", Titles.of(status), status, detail, code, null, List.of());
    }

    public static Problem about(String field, String detail) {
        return of(400, "bad_field", detail).in(field);
    }

    public Problem in(String name) {
        return new Problem(type, title, status, detail, code, name, diagnostics);
    }

    Problem with(List<Diagnostic> found) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                field,
                found.stream().map(DiagnosticView::of).toList());
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The standard's own words, as {@code about:blank} asks for. */
    private static final class Titles {

        static String of(int status) {
            var known = Response.Status.fromStatusCode(status);
            return known == null ? "Error" : known.getReasonPhrase();
        }
    }
}
