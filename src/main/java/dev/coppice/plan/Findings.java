package dev.coppice.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found while a plan is read. */
final class Findings {

    private final List<Diagnostic> found = new ArrayList<>();

    void add(Rule rule, int line, String message) {
        add(rule, line, 1, message);
    }

    void add(Rule rule, int line, int column, String message) {
        found.add(new Diagnostic(rule.severity, rule.code, line, column, message));
    }

    /** A head that cannot be read: an error if it can only be meant as one. */
    void addUnreadable(int line, boolean certain, String reason) {
        add(certain ? Rule.UNREADABLE_HEAD : Rule.IGNORED_HEAD, line, reason);
    }

    boolean hasErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /** In the order of the document, each one once. */
    List<Diagnostic> inOrder() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }
}
