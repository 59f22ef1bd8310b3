package dev.coppice.plan.order;

import dev.coppice.plan.content.Field;
import dev.coppice.plan.content.FieldKind;
import dev.coppice.plan.content.TaskFields;
import dev.coppice.plan.content.VerificationReader;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the plan says about dependencies, of tasks and of groups, and complains of what names nothing. */
public final class DependencyReader {

    private static final int LONGEST = 1_000;
    private static final Pattern SENTENCE_END = Pattern.compile("\\.(?:\\s|$)");
    private static final Pattern SENTENCE = Pattern.compile(
            "(?i)\\s*(?:(?:all|every|the|these)\\s+)?(?:tasks?\\s+(?:in|of)\\s+)?(?:this\\s+(?:batch|phase|wave|part|chunk|track|stage)|tasks?\\s+(?:here|below))\\s+(?:only\\s+)?(?:depends?\\s+on\\s+|(?:have|has)\\s+(?=no\\s+dependenc))(.*)");

    private final Structure structure;
    private final Outline outline;
    private final Findings findings;
    private final References references;
    private final Links links = new Links();

    public DependencyReader(Structure structure, Outline outline, Findings findings) {
        this.structure = structure;
        this.outline = outline;
        this.findings = findings;
        this.references = new References(structure);
    }

    public Links read(Map<DraftTask, List<Field>> fields) {
        fields.forEach(this::readTask);
        structure.groups.forEach(this::readGroup);
        return links;
    }

    private void readTask(DraftTask task, List<Field> fields) {
        for (Field field : fields) {
            if (field.kind() == FieldKind.DEPENDS) {
                field.entries().forEach(entry -> readTaskEntry(task, field, entry));
            } else if (field.kind() == FieldKind.REVERSE) {
                findings.add(
                        Rule.REVERSE_DEPENDENCY,
                        field.line(),
                        "'" + field.label() + "' orders nothing: write 'Depends on: " + task.number
                                + "' in the task that waits");
            }
        }
    }

    private void readTaskEntry(DraftTask task, Field field, Field.Entry entry) {
        for (Reference reference : parsed(field.label(), entry).references()) {
            if (reference instanceof Reference.AllPrior) {
                List<DraftTask> prior = structure.tasks.subList(0, structure.tasks.indexOf(task));
                wildcard("all prior", prior.size() + " tasks", entry.line());
                link(task, prior, false, entry.line());
                continue;
            }
            switch (resolve(reference, false)) {
                case References.Named.Tasks(var named) -> {
                    if (reference instanceof Reference.Under(var number)) {
                        wildcard(number + ".x", named.size() + " tasks", entry.line());
                    }
                    link(task, named, reference instanceof Reference.One, entry.line());
                }
                case References.Named.Batches(var batches) ->
                    batches.forEach(batch -> link(task, batch.tasks, false, entry.line()));
                case References.Named.Unknown(var what) -> unknown(what, entry.line());
            }
        }
    }

    private void link(DraftTask task, List<DraftTask> parents, boolean byName, int line) {
        for (DraftTask parent : parents) {
            if (parent == task) {
                if (byName) {
                    findings.add(Rule.SELF_DEPENDENCY, line, task.number, "task " + task.number + " depends on itself");
                }
            } else if (parent.isDropped()) {
                findings.add(
                        Rule.DEPENDS_ON_DROPPED,
                        line,
                        parent.number,
                        "task " + parent.number + " is struck out, so " + task.number + " does not wait for it");
            } else {
                links.add(task, parent);
                warnIfForward(task, parent, line);
            }
        }
    }

    private void warnIfForward(DraftTask task, DraftTask parent, int line) {
        if (parent.line > task.line) {
            findings.add(
                    Rule.FORWARD_DEPENDENCY,
                    line,
                    parent.number,
                    "task " + task.number + " waits for " + parent.number + ", which stands after it");
        }
    }

    private void readGroup(DraftGroup group) {
        if (!group.title.dependencies().isEmpty()) {
            readGroupEntry(group, "depends on", new Field.Entry(group.line, group.title.dependencies()));
        }
        List<Field> fields = TaskFields.of(group, outline);
        for (Field field : fields) {
            if (field.kind() == FieldKind.DEPENDS) {
                field.entries().forEach(entry -> readGroupEntry(group, field.label(), entry));
            }
        }
        for (int line = group.line + 1; line <= group.introEnd(); line++) {
            String text = outline.source().line(line);
            if (!text.isBlank() && text.length() <= LONGEST && outline.place(line) == Place.OPEN) {
                readSentence(group, SENTENCE.matcher(text), line);
            }
        }
    }

    private void readSentence(DraftGroup group, Matcher sentence, int line) {
        if (sentence.matches()) {
            String value = SENTENCE_END.split(sentence.group(1), 2)[0];
            readGroupEntry(group, "depends on", new Field.Entry(line, value));
        }
    }

    private void readGroupEntry(DraftGroup group, String label, Field.Entry entry) {
        DependencyText text = parsed(label, entry);
        if (text.readable()) {
            links.declare(group);
        }
        for (Reference reference : text.references()) {
            if (reference instanceof Reference.AllPrior) {
                List<DraftGroup> prior = structure.batches().stream()
                        .filter(batch -> batch.line < group.line)
                        .toList();
                wildcard("all prior", prior.size() + " groups", entry.line());
                need(group, prior, entry.line());
                continue;
            }
            switch (resolve(reference, true)) {
                case References.Named.Tasks(var named) ->
                    references
                            .batchesOf(group)
                            .forEach(batch -> batch.tasks.forEach(
                                    task -> link(task, outside(named, batch), false, entry.line())));
                case References.Named.Batches(var batches) -> need(group, batches, entry.line());
                case References.Named.Unknown(var what) -> unknown(what, entry.line());
            }
        }
    }

    private static List<DraftTask> outside(List<DraftTask> tasks, DraftGroup batch) {
        return tasks.stream().filter(task -> task.group != batch).toList();
    }

    private void need(DraftGroup group, List<DraftGroup> needed, int line) {
        for (DraftGroup batch : references.batchesOf(group)) {
            for (DraftGroup parent : needed) {
                if (parent == batch) {
                    findings.add(Rule.SELF_DEPENDENCY, line, batch.name() + " depends on itself");
                } else {
                    links.need(batch, parent);
                }
            }
        }
    }

    private References.Named resolve(Reference reference, boolean ofGroup) {
        return switch (reference) {
            case Reference.One(var kind, var number) -> {
                var named = references.one(kind, number);
                boolean mayBeGroup = ofGroup && kind.isEmpty() && named instanceof References.Named.Unknown;
                List<DraftGroup> groups = mayBeGroup ? references.groups("batch", number) : List.of();
                yield groups.isEmpty() ? named : new References.Named.Batches(groups);
            }
            case Reference.Range(var kind, var from, var to) -> references.range(kind, from, to);
            case Reference.Under(var number) -> references.under(number);
            case Reference.AllPrior _ -> new References.Named.Tasks(List.of());
        };
    }

    /** Prerequisites are often about the machine, not about tasks: prose there is only noted. */
    private DependencyText parsed(String label, Field.Entry entry) {
        DependencyText text = DependencyText.of(entry.text());
        String shown = "'" + VerificationReader.oneLine(entry.text()) + "'";
        if (!text.readable()) {
            boolean lenient = label.toLowerCase(Locale.ROOT).startsWith("prereq")
                    && text.references().isEmpty();
            findings.add(
                    lenient ? Rule.DEPENDENCY_PROSE : Rule.UNREADABLE_DEPENDENCY,
                    entry.line(),
                    entry.text(),
                    "no task or group to be read in " + shown);
        } else if (!text.remark().isEmpty()) {
            findings.add(
                    Rule.DEPENDENCY_REMARK, entry.line(), text.remark(), "'" + text.remark() + "' is read as a remark");
        }
        return text;
    }

    private void wildcard(String what, String count, int line) {
        findings.add(Rule.WILDCARD, line, what, "'" + what + "' stands for " + count);
    }

    private void unknown(String what, int line) {
        findings.add(Rule.UNKNOWN_DEPENDENCY, line, what.substring(what.lastIndexOf(' ') + 1), "there is no " + what);
    }
}
