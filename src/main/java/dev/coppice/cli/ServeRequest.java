package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/**
 * What one {@code coppice serve} was asked for; handed to the application inside Quarkus as its only argument.
 *
 * @param workers 0 if no number was given
 */
record ServeRequest(int workers, String operatorToken) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String toArgument() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ServeRequest ofArgument(String argument) {
        try {
            return JSON.readValue(argument, ServeRequest.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
