package dev.coppice.plan.assembly;

import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.order.DependencyText;
import dev.coppice.plan.order.Reference;
import dev.coppice.plan.order.References;
import dev.coppice.plan.outline.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what was found with what the plan says about itself: counts, lists of numbers, the order of numbers. */
public final class StructureChecks {

    private static final int LONGEST = 2_000;
    private static final Pattern LISTED = Pattern.compile("(?i)\\s*(?:\\*\\*)?Tasks:(?:\\*\\*)?\\s*(.*[0-9].*)");
    private static final Pattern TOTAL =
            Pattern.compile("(?i)\\s*(?:[-*+]\\s+)?\\*\\*Total\\s+Tasks:?\\*\\*:?\\s*([0-9]{1,6})\\b.*");
    private static final Pattern DEPENDENCIES = Pattern.compile("(?i).*\\bdependenc(?:y|ies)\\b.*");

    private final Structure structure;
    private final Outline outline;
    private final Findings findings;

    public StructureChecks(Structure structure, Outline outline, Findings findings) {
        this.structure = structure;
        this.outline = outline;
        this.findings = findings;
    }

    public void check() {
        structure.groups.forEach(this::checkGroup);
        checkTotal();
        boolean grouped = structure.groups.stream().anyMatch(group -> !group.isImplicit());
        structure.groups.stream().filter(group -> group.isImplicit() && grouped).forEach(this::reportOutside);
        structure.foreign.stream()
                .filter(heading -> DEPENDENCIES.matcher(heading.text()).matches())
                .forEach(heading -> findings.add(
                        Rule.DEPENDENCY_PROSE,
                        heading.line(),
                        "'" + heading.text() + "' is read by people only: dependencies stand in the tasks and groups"));
    }

    private void reportOutside(DraftGroup group) {
        List<String> numbers = group.tasks.stream().map(task -> task.number).toList();
        findings.add(
                Rule.OUTSIDE_GROUP,
                group.line,
                "outside every group, read as a group of their own: task " + String.join(", ", numbers));
    }

    private void checkGroup(DraftGroup group) {
        OptionalInt announced = group.title.announced();
        if (group.isBatch() && group.tasks.isEmpty()) {
            boolean promised = announced.isPresent() && announced.getAsInt() > 0;
            findings.add(
                    promised ? Rule.EMPTY_ANNOUNCED_GROUP : Rule.EMPTY_GROUP,
                    group.line,
                    group.name() + " has no task");
        } else if (announced.isPresent() && !group.hasInner && announced.getAsInt() != group.tasks.size()) {
            findings.add(
                    Rule.COUNT_MISMATCH,
                    group.line,
                    group.name() + " announces " + announced.getAsInt() + " and has " + group.tasks.size());
        }
        checkListed(group);
        checkPrefix(group);
        checkOrder(group);
    }

    private void checkListed(DraftGroup group) {
        for (int line = group.line + 1; line <= group.introEnd(); line++) {
            String text = outline.source().line(line);
            if (text.indexOf(':') >= 0
                    && text.length() <= LONGEST
                    && outline.place(line).isText()) {
                Matcher listed = LISTED.matcher(text);
                if (listed.matches()) {
                    checkListed(group, listed.group(1), line);
                }
            }
        }
    }

    private void checkListed(DraftGroup group, String text, int line) {
        var references = new References(structure);
        List<DraftTask> listed = new ArrayList<>();
        for (Reference reference : DependencyText.of(text).references()) {
            References.Named named = switch (reference) {
                case Reference.One(var _, var number) -> references.one("task", number);
                case Reference.Range(var _, var from, var to) -> references.range("task", from, to);
                case Reference.Under(var number) -> references.under(number);
                case Reference.AllPrior _ -> new References.Named.Tasks(List.of());
            };
            if (named instanceof References.Named.Tasks(var tasks)) {
                listed.addAll(tasks);
            } else if (named instanceof References.Named.Unknown(var what)) {
                findings.add(
                        Rule.MISSING_TASK,
                        line,
                        what.substring(what.lastIndexOf(' ') + 1),
                        what + " is listed here and was not found in the plan");
            }
        }
        if (!listed.isEmpty() && !group.hasInner && listed.size() < group.tasks.size()) {
            findings.add(
                    Rule.COUNT_MISMATCH,
                    line,
                    group.name() + " lists " + listed.size() + " tasks and has " + group.tasks.size());
        }
    }

    private void checkPrefix(DraftGroup group) {
        List<String> strangers = group.tasks.stream()
                .filter(task -> task.key().isDotted() && !isOf(task, group))
                .map(task -> task.number)
                .toList();
        if (!strangers.isEmpty() && group.key().first() >= 0) {
            findings.add(
                    Rule.FOREIGN_NUMBER,
                    group.line,
                    group.name() + " holds tasks with another number: " + String.join(", ", strangers));
        }
    }

    private static boolean isOf(DraftTask task, DraftGroup group) {
        for (DraftGroup outer = group; outer != null; outer = outer.outer) {
            if (task.key().first() == outer.key().first()) {
                return true;
            }
        }
        return false;
    }

    private void checkOrder(DraftGroup group) {
        for (int i = 1; i < group.tasks.size(); i++) {
            DraftTask task = group.tasks.get(i);
            DraftTask before = group.tasks.get(i - 1);
            if (task.key().compareTo(before.key()) < 0) {
                findings.add(
                        Rule.NUMBER_ORDER,
                        task.line,
                        "task " + task.number + " stands after " + before.number
                                + ": the order of the document counts");
            }
        }
    }

    private void checkTotal() {
        for (int line = 1; line <= outline.source().lines(); line++) {
            String text = outline.source().line(line);
            if (text.contains("**")
                    && text.length() <= LONGEST
                    && outline.place(line).isText()) {
                checkTotal(TOTAL.matcher(text), line);
            }
        }
    }

    private void checkTotal(Matcher total, int line) {
        if (total.matches() && Integer.parseInt(total.group(1)) != structure.tasks.size()) {
            findings.add(
                    Rule.COUNT_MISMATCH,
                    line,
                    "the plan announces " + total.group(1) + " tasks and has " + structure.tasks.size());
        }
    }
}
