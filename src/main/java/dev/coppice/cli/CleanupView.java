package dev.coppice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.coppice.maintenance.CleanupReport;
import dev.coppice.maintenance.Kept;
import dev.coppice.maintenance.Removal;
import dev.coppice.process.Legible;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A cleanup's report as people and programs read it; a dry run and a real one print the same lines. */
record CleanupView(CleanupReport report) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT);

    record Wire(boolean dryRun, List<RemovalView> removals, List<KeptView> kept, List<String> problems) {}

    record RemovalView(String kind, String what, String where, String why) {}

    record KeptView(String what, String where, String why) {}

    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(new Wire(
                report.dryRun(),
                report.removals().stream()
                        .map(gone -> new RemovalView(gone.kind().word(), gone.what(), gone.where(), gone.why()))
                        .toList(),
                report.kept().stream()
                        .map(kept -> new KeptView(kept.what(), kept.where(), kept.why()))
                        .toList(),
                report.problems()));
    }

    List<String> lines() {
        return Stream.concat(
                        report.removals().stream().map(CleanupView::line),
                        report.kept().stream().map(CleanupView::line))
                .map(CleanupView::oneLine)
                .toList();
    }

    /** What is said besides the result. */
    List<String> messages() {
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
