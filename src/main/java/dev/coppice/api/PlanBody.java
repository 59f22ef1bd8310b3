package dev.coppice.api;

import dev.coppice.submission.PlanLocation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * How requests bring a plan: as a field of a JSON object, by its path in a repository, or as the whole body, {@code text/markdown}. Not as a
 * form: those a foreign page may send without asking, and a browser asks first for any other kind of body.
 */
public final class PlanBody {

    /** What a plan is called whose request names none. */
    public static final String UNNAMED = "plan.md";

    private static final MediaType MARKDOWN = new MediaType("text", "markdown");

    private PlanBody() {}

    /** Of a body that is the plan itself, the other fields come from the address. */
    public static JsonFields fields(byte[] body, HttpHeaders headers, UriInfo uri, Set<String> known) {
        return MARKDOWN.isCompatible(headers.getMediaType())
                ? JsonFields.ofAddress(uri.getQueryParameters(), known).withPlan(text(body))
                : JsonFields.of(new String(body, StandardCharsets.UTF_8), known);
    }

    private static String text(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // Told below, like a character that no text has.
        }
        throw Problem.about(JsonFields.PLAN, "the body is no text in UTF-8").asException();
    }

    /**
     * The text of a plan in a repository: in its checkout, or in the commit that the base names where there is only a clone of Coppice's. A
     * {@link ProblemException} says why there is none.
     */
    public static String read(ChosenRepository repository, String base, String path) {
        var place = new PlanLocation(repository.folder(), path);
        return switch (repository.isElsewhere() ? place.readIn(base) : place.read()) {
            case PlanLocation.Found.Text(var text) -> text;
            case PlanLocation.Found.Forbidden(var reason) ->
                throw Problem.about("plan_path", reason).asException();
            case PlanLocation.Found.Missing(var reason) ->
                throw Problem.about("plan_path", reason).asException();
        };
    }
}
