package dev.coppice.cli.plan;

import dev.coppice.cli.terminal.OneLine;
import dev.coppice.cli.terminal.Paint;
import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Diagnostics as compilers print them, each with the line of the plan that it is about, and what can be done. */
public final class DiagnosticLines {

    private final String file;
    private final List<String> lines;
    private final Paint paint;

    public DiagnosticLines(String file, String text, Paint paint) {
        this.file = file;
        this.lines = text.lines().toList();
        this.paint = paint;
    }

    public String of(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(this::of).collect(Collectors.joining());
    }

    public String of(ParsedPlan parsed) {
        String all = of(parsed.diagnostics());
        return switch (parsed) {
            case ParsedPlan.Accepted _ -> all;
            case ParsedPlan.Rejected _ -> all + verdict(parsed.diagnostics());
        };
    }

    private String of(Diagnostic diagnostic) {
        String head = "%s:%d:%d: %s %s: %s\n"
                .formatted(
                        OneLine.of(file),
                        diagnostic.line(),
                        diagnostic.column(),
                        painted(diagnostic.severity()),
                        diagnostic.code(),
                        OneLine.of(diagnostic.message()));
        String source = diagnostic.line() <= lines.size() ? lines.get(diagnostic.line() - 1) : "";
        return head
                + new Excerpt(source, diagnostic.line(), diagnostic.column(), paint).text()
                + hint(diagnostic.code());
    }

    private String painted(Severity severity) {
        return switch (severity) {
            case ERROR -> paint.red(severity.word());
            case WARNING -> paint.yellow(severity.word());
            case NOTE -> paint.blue(severity.word());
        };
    }

    private String hint(String code) {
        return Hints.of(code).map(hint -> paint.faint("  hint: " + hint) + "\n").orElse("");
    }

    private String verdict(List<Diagnostic> diagnostics) {
        long errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .count();
        return "%s cannot be run: %d error%s\n".formatted(OneLine.of(file), errors, errors == 1 ? "" : "s");
    }
}
