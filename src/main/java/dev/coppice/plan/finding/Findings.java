package dev.coppice.plan.finding;

import dev.coppice.plan.Diagnostic;
import dev.coppice.plan.Severity;
import dev.coppice.plan.text.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found while a plan is read. */
public final class Findings {

    private final SourceText source;
    private final List<Diagnostic> found = new ArrayList<>();

    public Findings(SourceText source) {
        this.source = source;
    }

    /** About a whole line: the column is that of its first character that is no space. */
    public void add(Rule rule, int line, String message) {
        add(rule, line, "", message);
    }

    /** About a part of a line. */
    public void add(Rule rule, int line, String part, String message) {
        found.add(new Diagnostic(rule.severity, rule.code, line, column(line, part), message));
    }

    /** Takes over what was found of the same text elsewhere. */
    public void addAll(Findings others) {
        found.addAll(others.found);
    }

    private int column(int line, String part) {
        String text = line <= source.lines() ? source.line(line) : "";
        int start = part.isEmpty() ? -1 : text.indexOf(part);
        return 1
                + (start >= 0 || text.isBlank()
                        ? Math.max(start, 0)
                        : text.length() - text.stripLeading().length());
    }

    /** A head that cannot be read: an error if it can only be meant as one. */
    public void addUnreadable(int line, boolean certain, String reason) {
        add(certain ? Rule.UNREADABLE_HEAD : Rule.IGNORED_HEAD, line, reason);
    }

    public boolean hasErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /** In the order of the document, each one once. */
    public List<Diagnostic> inOrder() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }
}
