package dev.coppice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What a service said to one request. */
sealed interface Answer {

    record Fine(JsonNode body) implements Answer {}

    /** It would not; the detail is a sentence for people. */
    record Refused(int status, String detail) implements Answer {}

    /** It said nothing: it is not there, or not yet again. */
    record Silent(String reason) implements Answer {}
}
