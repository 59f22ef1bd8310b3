package dev.coppice.queue.landing;

/** What the refs say about a landing that was announced and never closed. */
public sealed interface Finding {

    /** The result stands at the new tip: it landed. */
    record Happened() implements Finding {}

    /** The result stands at the old tip, and the attempt's mark is void now: it can never land. */
    record Never() implements Finding {}

    /** Not to be told yet: somebody who may live is at the refs. */
    record Unclear(String detail) implements Finding {}

    /** Neither: somebody else moved the result. */
    record Surprise(String detail) implements Finding {}
}
