package dev.coppice.cli.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The problems of a plan in the format that code scanners exchange: SARIF 2.1.0. Every problem is said, an error or not. */
record Sarif(Path file, List<Diagnostic> diagnostics) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    String text() {
        var log = JSON.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        var run = log.putArray("runs").addObject();
        List<String> codes =
                diagnostics.stream().map(Diagnostic::code).distinct().sorted().toList();
        var driver = run.putObject("tool").putObject("driver").put("name", "coppice");
        var rules = driver.putArray("rules");
        codes.forEach(code -> {
            var rule = rules.addObject().put("id", code);
            rule.putObject("shortDescription").put("text", code.replace('-', ' '));
            Hints.of(code).ifPresent(hint -> rule.putObject("help").put("text", hint));
        });
        run.put("columnKind", "utf16CodeUnits");
        var results = run.putArray("results");
        diagnostics.forEach(diagnostic -> describe(diagnostic, results.addObject(), codes));
        try {
            return JSON.writeValueAsString(log);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write SARIF", e);
        }
    }

    private void describe(Diagnostic diagnostic, ObjectNode result, List<String> codes) {
        result.put("ruleId", diagnostic.code())
                .put("ruleIndex", codes.indexOf(diagnostic.code()))
                .put("level", level(diagnostic.severity()));
        result.putObject("message").put("text", diagnostic.message());
        var place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri());
        place.putObject("region").put("startLine", diagnostic.line()).put("startColumn", diagnostic.column());
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    /** Relative where the file was named so: scanners look from the repository's top. */
    private String uri() {
        try {
            var path = StreamSupport.stream(file.normalize().spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
            return file.isAbsolute()
                    ? new URI("file", "", "/" + path, null).toASCIIString()
                    : new URI(null, null, "./" + path, null).toASCIIString().substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path makes no address: " + file, e);
        }
    }
}
