package dev.coppice.cli;

import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.PlanParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as a file, read and found good, or not. */
sealed interface PlanFile {

    /** It can be run; this is its text, byte for byte. */
    record Good(String text) implements PlanFile {}

    /** Why it cannot be run, a line for each problem. */
    record Bad(String reason) implements PlanFile {}

    static PlanFile read(Path file) {
        try {
            byte[] source = Files.readAllBytes(file);
            return switch (PlanParser.parse(file.getFileName().toString(), source)) {
                case ParsedPlan.Accepted _ -> new Good(new String(source, StandardCharsets.UTF_8));
                case ParsedPlan.Rejected(var _, var diagnostics) -> new Bad(describe(file, diagnostics));
            };
        } catch (IOException e) {
            return new Bad("cannot read the plan " + file + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String describe(Path file, List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(problem -> "%s:%d:%d: %s %s: %s"
                        .formatted(
                                file,
                                problem.line(),
                                problem.column(),
                                problem.severity().name().toLowerCase(Locale.ROOT),
                                problem.code(),
                                problem.message()))
                .collect(Collectors.joining("\n", "the plan cannot be run as it is written\n", ""));
    }
}
