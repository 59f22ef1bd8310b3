package dev.coppice.forge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.coppice.forge.ForgeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Asks and answers in JSON. */
public record JsonCalls(HostCalls calls) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode get(String path) {
        return tree(calls.send("GET", calls.at(path), Map.of("Accept", "application/json"), new byte[0]));
    }

    public JsonNode send(String method, String path, Map<String, Object> body) {
        try {
            var headers = Map.of("Accept", "application/json", "Content-Type", "application/json");
            return tree(calls.send(method, calls.at(path), headers, JSON.writeValueAsBytes(body)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(Reply reply) {
        try {
            return Objects.requireNonNullElse(JSON.readTree(reply.body()), MissingNode.getInstance());
        } catch (IOException e) {
            throw new ForgeFailure(ForgeFailure.Kind.LATER, "the forge's answer is no JSON");
        }
    }
}
