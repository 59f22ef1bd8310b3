package dev.coppice.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spans as OTLP's JSON has them: ids in hexadecimal, 64-bit numbers as text, kinds and codes as numbers. */
record OtlpBody(Map<String, String> resource, List<Span> spans) {

    private static final int INTERNAL = 1;
    private static final int OK = 1;
    private static final int ERROR = 2;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] bytes() {
        var all = NODES.objectNode();
        var ofResource = all.putArray("resourceSpans").addObject();
        ofResource.putObject("resource").set("attributes", attributes(resource));
        var ofScope = ofResource.putArray("scopeSpans").addObject();
        ofScope.putObject("scope").put("name", "dev.coppice");
        var list = ofScope.putArray("spans");
        spans.forEach(span -> list.add(json(span)));
        try {
            return JSON.writeValueAsBytes(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode json(Span span) {
        var json = NODES.objectNode()
                .put("traceId", span.name().trace())
                .put("spanId", span.name().span());
        span.parent().ifPresent(parent -> json.put("parentSpanId", parent.span()));
        json.put("name", span.what())
                .put("kind", INTERNAL)
                .put("startTimeUnixNano", nanos(span.began()))
                .put("endTimeUnixNano", nanos(span.ended()));
        json.set("attributes", attributes(span.attributes()));
        var status = json.putObject("status").put("code", span.failure().isPresent() ? ERROR : OK);
        span.failure().ifPresent(why -> status.put("message", why));
        return json;
    }

    private static String nanos(Instant instant) {
        return Long.toString(
                Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano()));
    }

    private static ArrayNode attributes(Map<String, String> attributes) {
        var list = NODES.arrayNode();
        new TreeMap<>(attributes)
                .forEach((key, value) ->
                        list.addObject().put("key", key).putObject("value").put("stringValue", value));
        return list;
    }
}
