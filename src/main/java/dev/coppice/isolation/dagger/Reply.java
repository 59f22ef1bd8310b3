package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of a query. */
sealed interface Reply {

    /** The answer, by the names of the query's fields. */
    record Data(JsonNode data) implements Reply {}

    /** The engine's words, or why it could not be asked. */
    record Failed(String reason) implements Reply {}
}
