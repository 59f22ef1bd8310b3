package dev.coppice.plan.reading;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.outline.FrontMatter;
import dev.coppice.plan.outline.OutlineReader;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.outline.SourceBytes;
import dev.coppice.plan.taskmaster.TaskmasterDialect;
import dev.coppice.plan.text.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads plans: bytes in, a plan or the reasons against it out; it never throws because of what the bytes are. */
public final class PlanParser {

    /** The most bytes a plan may have. */
    public static final int LARGEST = SourceBytes.LIMIT;

    private PlanParser() {}

    /** The names of all dialects. */
    public static List<String> dialects() {
        return Dialects.NAMES;
    }

    public static ParsedPlan parse(String fileName, byte[] source) {
        return parse(fileName, source, Optional.empty());
    }

    /** Reads a plan as a dialect, or finds the dialect itself if none is given. */
    public static ParsedPlan parse(String fileName, byte[] source, Optional<String> dialect) {
        return switch (SourceBytes.read(source)) {
            case SourceBytes.Reading.Text(var text) -> parse(fileName, text, dialect);
            case SourceBytes.Reading.NoText(var rule, var line, var reason) -> {
                var findings = new Findings(new SourceText(""));
                findings.add(rule, line, reason);
                yield rejected(fileName, findings);
            }
        };
    }

    private static ParsedPlan parse(String fileName, SourceText text, Optional<String> dialect) {
        var findings = new Findings(text);
        String asked = dialect.map(PlanParser::name).orElse("");
        if (TaskmasterDialect.isFor(asked, text)) {
            return TaskmasterDialect.read(fileName, text, asked, findings);
        }
        FrontMatter frontMatter = FrontMatter.of(text, findings);
        var source = new PlanSource(fileName, frontMatter, OutlineReader.read(text, frontMatter.lines()));
        return new Dialects(source, findings)
                .choose(dialect.isPresent() ? asked : name(frontMatter.value("dialect")))
                .map(chosen -> chosen.read(findings))
                .orElseGet(() -> rejected(source.title(), findings));
    }

    private static String name(String dialect) {
        return dialect.strip().toLowerCase(Locale.ROOT);
    }

    private static ParsedPlan rejected(String title, Findings findings) {
        return new ParsedPlan.Rejected(new Plan("", title, List.of()), findings.inOrder());
    }
}
