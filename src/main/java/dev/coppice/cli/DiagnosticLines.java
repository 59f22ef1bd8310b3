package dev.coppice.cli;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Diagnostics as compilers print them, each with the line of the plan that it is about. */
final class DiagnosticLines {

    private final String file;
    private final List<String> lines;

    DiagnosticLines(String file, String text) {
        this.file = file;
        this.lines = text.lines().toList();
    }

    String of(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(this::of).collect(Collectors.joining());
    }

    String of(ParsedPlan parsed) {
        String lines = of(parsed.diagnostics());
        return switch (parsed) {
            case ParsedPlan.Accepted _ -> lines;
            case ParsedPlan.Rejected _ -> lines + verdict(parsed.diagnostics());
        };
    }

    private String of(Diagnostic diagnostic) {
        String head = "%s:%d:%d: %s %s: %s\n"
                .formatted(
                        OneLine.of(file),
                        diagnostic.line(),
                        diagnostic.column(),
                        diagnostic.severity().word(),
                        diagnostic.code(),
                        OneLine.of(diagnostic.message()));
        String source = diagnostic.line() <= lines.size() ? lines.get(diagnostic.line() - 1) : "";
        return source.isBlank() ? head : head + "    " + OneLine.of(source.strip()) + "\n";
    }

    private String verdict(List<Diagnostic> diagnostics) {
        long errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .count();
        return "%s cannot be run: %d error%s\n".formatted(OneLine.of(file), errors, errors == 1 ? "" : "s");
    }
}
