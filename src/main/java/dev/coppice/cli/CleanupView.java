package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.maintenance.CleanupReport;
import dev.coppice.maintenance.Kept;
import dev.coppice.maintenance.Removal;
import dev.coppice.process.Legible;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A cleanup's report as people and programs read it; a dry run and a real one print the same lines. */
@RegisterForReflection(targets = {CleanupReport.class, Removal.class, Removal.Kind.class, Kept.class})
record CleanupView(CleanupReport report) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Shows it: the list on standard output, the rest on standard error. The exit code says whether all could be done. */
    int show(boolean json) {
        if (json) {
            System.out.println(text());
        } else {
            lines().forEach(System.out::println);
        }
        System.out.flush();
        messages().forEach(line -> System.err.println("coppice: " + line));
        return report.problems().isEmpty() ? ExitCode.OK : ExitCode.INFRASTRUCTURE;
    }

    static CleanupReport read(JsonNode report) {
        try {
            return JSON.treeToValue(report, CleanupReport.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        return Stream.concat(
                        report.removals().stream().map(CleanupView::line),
                        report.kept().stream().map(CleanupView::line))
                .map(CleanupView::oneLine)
                .toList();
    }

    /** What is said besides the result. */
    private List<String> messages() {
        var messages = new ArrayList<>(
                report.problems().stream().map(CleanupView::oneLine).toList());
        messages.add(
                report.dryRun()
                        ? "dry run: would remove " + report.removals().size() + " and keep "
                                + report.kept().size() + "; nothing was changed"
                        : "removed " + report.removals().size() + ", kept "
                                + report.kept().size());
        return messages;
    }

    private static String line(Removal removal) {
        return "remove  %s %s (in %s): %s"
                .formatted(removal.kind().word().replace('_', ' '), removal.what(), removal.where(), removal.why());
    }

    private static String line(Kept kept) {
        return "keep    %s (in %s): %s".formatted(kept.what(), kept.where(), kept.why());
    }

    /** File names come from agents too. */
    private static String oneLine(String text) {
        return Legible.text(text).replace('\n', ' ');
    }
}
