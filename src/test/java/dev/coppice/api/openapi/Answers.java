package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What answers must be whatever was asked: what is documented, no breakdown, and silent about what is hidden from strangers. */
record Answers(Conformity conformity, List<String> hidden) {

    /** What a service may lack; that its database were away would be the answer to a value that it cannot store. */
    private static final Set<String> LACKS = Set.of("agent_missing", "sandbox_missing");

    private static final String STREAM = "text/event-stream";
    private static final int ERROR = 400;
    private static final int BROKEN = 500;

    /** Of an answer without an end no body is read. */
    Optional<String> objection(
            Document.Operation operation, HttpResponse<?> answer, InputStream body, boolean isStrangers)
            throws IOException {
        int status = answer.statusCode();
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var bytes = type.startsWith(STREAM) ? new byte[0] : body.readAllBytes();
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (status >= ERROR && !type.startsWith(Problem.MEDIA_TYPE)) {
            return Optional.of("no problem: " + type + " " + text);
        }
        if (status >= BROKEN && !LACKS.contains(code(bytes))) {
            return Optional.of("it broke: " + text);
        }
        if (isStrangers && status < ERROR && hidden.stream().anyMatch(text::contains)) {
            return Optional.of("a stranger sees it: " + text);
        }
        return conformity.objection(operation, status, type, Optional.of(bytes));
    }

    private static String code(byte[] problem) throws IOException {
        return new ObjectMapper().readTree(problem).path("code").asText();
    }
}
