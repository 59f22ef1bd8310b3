package dev.coppice.plan.content;

import dev.coppice.plan.PlannedTask;
import dev.coppice.plan.draft.DraftGroup;
import dev.coppice.plan.draft.DraftTask;
import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.Outline;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which agents and models tasks ask for, and which of them a person is to approve before they begin, by fields of their own or of their
 * batch. Only {@code **Model:** value} is such a field: a heading or a bold word alone is about the models of the software more often than
 * not.
 */
public final class Wishes {

    /** As profiles are named; whether there is such an agent only a machine knows. */
    private static final Pattern AGENT = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** No hyphen at the beginning: it becomes a word of a command line. */
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}");

    private static final Pattern APPROVAL = Pattern.compile("(?i)" + PlannedTask.REQUIRED);

    private static final Pattern NONE = Pattern.compile("(?i)none|n/a|[-–—]|");
    private static final int LONGEST_QUOTE = 60;

    private final Findings findings;
    private final Map<DraftGroup, Wish> ofGroups = new HashMap<>();
    private final Map<DraftTask, Wish> ofTasks = new HashMap<>();

    /** What is asked for; "" is nothing. */
    private record Wish(String agent, String model, String approval) {

        private static final Wish NOTHING = new Wish("", "", "");

        /** Who asks for an agent of his own does not mean the model of another one. What the whole needs, each of its parts does. */
        Wish within(Wish outer) {
            var needed = approval.isEmpty() ? outer.approval : approval;
            return agent.isEmpty()
                    ? new Wish(outer.agent, model.isEmpty() ? outer.model : model, needed)
                    : new Wish(agent, model, needed);
        }
    }

    private Wishes(Findings findings) {
        this.findings = findings;
    }

    /** Groups come before those that they hold. */
    public static Wishes of(
            Structure structure, Outline outline, Findings findings, Map<DraftTask, List<Field>> fields) {
        var wishes = new Wishes(findings);
        for (DraftGroup group : structure.groups) {
            var own =
                    group.isImplicit() || group.isDropped() ? Wish.NOTHING : wishes.read(TaskFields.of(group, outline));
            wishes.ofGroups.put(group, own.within(group.outer == null ? Wish.NOTHING : wishes.of(group.outer)));
        }
        fields.forEach((task, own) -> wishes.ofTasks.put(
                task, task.isOpen() ? wishes.read(own).within(wishes.of(task.group)) : Wish.NOTHING));
        return wishes;
    }

    private Wish of(DraftGroup group) {
        return ofGroups.getOrDefault(group, Wish.NOTHING);
    }

    /** The labels of a task with what it asks for among them. */
    public Map<String, String> among(Map<String, String> labels, DraftTask task) {
        var wish = ofTasks.getOrDefault(task, Wish.NOTHING);
        var all = new LinkedHashMap<>(labels);
        put(all, PlannedTask.AGENT, wish.agent);
        put(all, PlannedTask.MODEL, wish.model);
        put(all, PlannedTask.APPROVAL, wish.approval);
        return all;
    }

    private static void put(Map<String, String> labels, String label, String value) {
        labels.keySet().removeIf(label::equalsIgnoreCase);
        if (!value.isEmpty()) {
            labels.put(label, value);
        }
    }

    private Wish read(List<Field> fields) {
        return new Wish(
                read(fields, PlannedTask.AGENT, AGENT, Rule.UNREADABLE_AGENT, "no name of an agent"),
                read(fields, PlannedTask.MODEL, MODEL, Rule.UNREADABLE_MODEL, "no name of a model"),
                read(
                                fields,
                                PlannedTask.APPROVAL,
                                APPROVAL,
                                Rule.UNKNOWN_APPROVAL,
                                "neither '" + PlannedTask.REQUIRED + "' nor 'none'")
                        .toLowerCase(Locale.ROOT));
    }

    private String read(List<Field> fields, String label, Pattern form, Rule rule, String problem) {
        var wish = "";
        for (Field field : fields) {
            if (!field.label().equalsIgnoreCase(label)) {
                continue;
            }
            var text = field.text().replace("`", "").strip();
            if (NONE.matcher(text).matches()) {
                continue;
            }
            if (!form.matcher(text).matches()) {
                findings.add(rule, field.line(), firstLine(field), "'" + quoted(text) + "' is " + problem);
            } else if (!wish.isEmpty()) {
                findings.add(rule, field.line(), firstLine(field), "'" + wish + "' is asked for already");
            } else {
                wish = text;
            }
        }
        return wish;
    }

    private static String firstLine(Field field) {
        return field.inline().text().lines().findFirst().orElse("");
    }

    private static String quoted(String text) {
        var line = text.replace('\n', ' ');
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
    }
}
