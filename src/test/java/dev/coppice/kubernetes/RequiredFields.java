package dev.coppice.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Asks npm's kubernetes-models what an object lacks, which the types of Java do not tell. */
final class RequiredFields {

    private static final String SCRIPT = "/kubernetes/required-fields.mjs";

    private RequiredFields() {}

    /** What is wrong with the objects, a line for each; skips the test where the models are not. */
    static String missing(List<JsonNode> documents) throws IOException, InterruptedException {
        var models = System.getProperty("coppice.test.kubernetes-models", "");
        Assumptions.assumeFalse(
                models.isEmpty(), "no coppice.test.kubernetes-models, so required fields are not looked for");
        var folder = Files.createTempDirectory("models");
        try {
            return missing(documents, Path.of(models), folder);
        } finally {
            FileTree.delete(folder);
        }
    }

    private static String missing(List<JsonNode> documents, Path models, Path folder)
            throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("node_modules"), models.resolve("node_modules"));
        try (var script = RequiredFields.class.getResourceAsStream(SCRIPT)) {
            Files.copy(script, folder.resolve("check.mjs"));
        }
        Files.writeString(
                folder.resolve("documents.json"), JsonMapper.builder().build().writeValueAsString(documents));
        var process = new ProcessBuilder("node", "check.mjs")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(said);
        }
        return said.strip();
    }
}
