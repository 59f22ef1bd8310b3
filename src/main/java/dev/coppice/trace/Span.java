package dev.coppice.trace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that has taken its time.
 *
 * @param what for people, of few different kinds
 * @param failure why it did not do what it should; empty if it did
 */
public record Span(
        SpanName name,
        Optional<SpanName> parent,
        String what,
        Instant began,
        Instant ended,
        Map<String, String> attributes,
        Optional<String> failure) {

    public Span {
        attributes = Map.copyOf(attributes);
    }
}
