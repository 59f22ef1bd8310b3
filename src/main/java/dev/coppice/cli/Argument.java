package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.options.RunBudgets;
import dev.coppice.cli.options.RunPullRequest;
import dev.coppice.cli.options.RunScheduling;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;

/** Hands a request to the application inside Quarkus, which takes texts only. */
@RegisterForReflection(
        targets = {
            RunRequest.class,
            RunPullRequest.class,
            RunScheduling.class,
            RunBudgets.class,
            ReportFiles.class,
            ServeRequest.class,
            CleanupOptions.class,
            TokenWish.class
        })
final class Argument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Argument() {}

    static String of(Record request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T extends Record> T read(String argument, Class<T> type) {
        try {
            return JSON.readValue(argument, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
