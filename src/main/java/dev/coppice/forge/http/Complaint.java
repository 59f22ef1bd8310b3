package dev.coppice.forge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.process.Legible;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An answer that does not say yes, in words for people. */
record Complaint(String forge, Reply reply, String secret) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    ForgeFailure failure() {
        var limit = new RateLimit(reply).pause(Instant.now());
        if (limit.isPresent()) {
            return new ForgeFailure(
                    ForgeFailure.Kind.LATER,
                    "the forge " + forge + " wants no more calls for "
                            + limit.get().toSeconds() + " s",
                    limit);
        }
        return switch (reply.status()) {
            case 401 -> failure(ForgeFailure.Kind.LATER, "does not accept the token");
            case 403 -> failure(ForgeFailure.Kind.LATER, "does not allow that to the token");
            case 404 -> failure(ForgeFailure.Kind.LATER, "has no such thing, or does not show it to the token");
            case 405, 406, 409 -> failure(ForgeFailure.Kind.MOVED, "does not do that now");
            case 408, 425, 429 -> failure(ForgeFailure.Kind.LATER, "asks for patience");
            default ->
                reply.status() >= 500
                        ? failure(ForgeFailure.Kind.LATER, "is out of order")
                        : failure(ForgeFailure.Kind.REFUSED, refusal());
        };
    }

    private String refusal() {
        return reply.status() < 400
                ? "sends elsewhere, and the token goes nowhere else; has the project moved?"
                : "refuses that";
    }

    private ForgeFailure failure(ForgeFailure.Kind kind, String what) {
        var words = words();
        return new ForgeFailure(
                kind,
                "the forge " + forge + " " + what + " (" + reply.status() + ")"
                        + (words.isEmpty() ? "" : ": " + words));
    }

    /** What it says itself, if it says so in JSON; a page of HTML says nothing. */
    private String words() {
        try {
            var said = new ArrayList<String>();
            var answer = JSON.readTree(reply.body());
            if (answer != null && answer.isObject()) {
                collect(answer.path("message"), said);
                collect(answer.path("error"), said);
                collect(answer.path("errors"), said);
            }
            return harmless(String.join("; ", said).replace(secret, "[redacted]"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void collect(JsonNode node, List<String> said) {
        if (node.isTextual()) {
            said.add(node.textValue());
        } else if (node.isObject() && node.path("message").isTextual()) {
            said.add(node.path("message").textValue());
        } else if (node.isContainerNode()) {
            node.forEach(part -> collect(part, said));
        }
    }

    /** On one line, and not too long. */
    static String harmless(String text) {
        var line = Legible.text(text).replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
