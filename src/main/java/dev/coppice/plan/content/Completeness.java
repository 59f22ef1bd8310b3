package dev.coppice.plan.content;

import dev.coppice.plan.Verification;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Warns, once for the whole plan, of open tasks that name no files or cannot be checked by a command. */
public final class Completeness {

    private final Findings findings;

    public Completeness(Findings findings) {
        this.findings = findings;
    }

    public void check(Map<DraftTask, TaskContent> contents) {
        report(
                contents,
                Rule.NO_FILES,
                "no files are named by task ",
                content -> content.files().isEmpty());
        report(
                contents,
                Rule.NO_VERIFICATION,
                "no verification is given by task ",
                content -> content.verification().equals(Verification.none()));
        report(
                contents,
                Rule.PROSE_VERIFICATION,
                "nothing to run, only prose, verifies task ",
                content -> content.verification().commands().isEmpty()
                        && !content.verification().criteria().isEmpty());
    }

    private void report(Map<DraftTask, TaskContent> contents, Rule rule, String what, Predicate<TaskContent> missing) {
        List<DraftTask> tasks = contents.keySet().stream()
                .filter(task -> task.isOpen() && missing.test(contents.getOrDefault(task, TaskContent.EMPTY)))
                .toList();
        if (!tasks.isEmpty()) {
            List<String> numbers = tasks.stream().map(task -> task.number).toList();
            findings.add(rule, tasks.getFirst().line, what + String.join(", ", numbers));
        }
    }
}
