package dev.coppice.plan.taskmaster;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.assembly.Reading;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.outline.FrontMatter;
import dev.coppice.plan.outline.Outline;
import dev.coppice.plan.outline.Place;
import dev.coppice.plan.outline.PlanSource;
import dev.coppice.plan.text.SourceText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The one dialect that is no Markdown: tasks in JSON, in one list or in several under tags, of which a plan is one. */
public final class TaskmasterDialect {

    public static final String NAME = "task-master";

    private static final Pattern JSON = Pattern.compile("\\s{0,1000}+\\{\\s{0,1000}+[\"}]");

    private TaskmasterDialect() {}

    /** Whether a text is read so: by the name that was asked for, a tag behind a colon included, or by how it begins. */
    public static boolean isFor(String asked, SourceText text) {
        return asked.isEmpty()
                ? JSON.matcher(text.text()).lookingAt()
                : asked.equals(NAME) || asked.startsWith(NAME + ":");
    }

    public static ParsedPlan read(String fileName, SourceText text, String asked, Findings findings) {
        try {
            String tag = asked.contains(":")
                    ? asked.substring(asked.indexOf(':') + 1).strip()
                    : "";
            return read(fileName, text, Json.read(text.text()), tag, findings);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            findings.add(
                    Rule.NOT_JSON, Math.clamp(line, 1, text.lines()), "this is no JSON: " + e.getOriginalMessage());
            return rejected(fileName, findings);
        }
    }

    private static ParsedPlan read(String fileName, SourceText text, Json root, String tag, Findings findings) {
        Map<String, Json> lists = lists(root);
        String known = String.join(", ", lists.keySet());
        if (lists.isEmpty()) {
            findings.add(Rule.NO_TASK, 1, "no task found: tasks stand in a list \"tasks\"");
            return rejected(fileName, findings);
        }
        List<String> chosen = lists.keySet().stream()
                .filter(name -> tag.isEmpty() || name.toLowerCase(Locale.ROOT).equals(tag))
                .toList();
        if (chosen.size() != 1) {
            findings.add(
                    Rule.UNKNOWN_TAG,
                    1,
                    tag.isEmpty()
                            ? "several lists of tasks: name one as dialect 'task-master:TAG', of: " + known
                            : "there is no list of tasks '" + tag + "'; known: " + known);
            return rejected(fileName, findings);
        }
        String name = chosen.getFirst();
        var tasks = new TaskmasterTasks(text, findings);
        var structure = tasks.read(name.isEmpty() ? fileName : name, lists.getOrDefault(name, root));
        var outline = new Outline(
                text, Collections.nCopies(text.lines(), Place.FRONT_MATTER), List.of(), List.of(), List.of());
        var source = new PlanSource(fileName, new FrontMatter(Map.of(), List.of(), 0), outline);
        return new Reading(source, findings, new TaskmasterManner(tasks.fields())).of(structure);
    }

    /** The lists of tasks by their tags; the tag of a list that stands at the top is "". */
    private static Map<String, Json> lists(Json root) {
        Map<String, Json> lists = new LinkedHashMap<>();
        if (root.get("tasks") instanceof Json.Arr list) {
            lists.put("", list);
        } else if (root instanceof Json.Obj(var fields, var _, var _)) {
            fields.forEach((tag, value) -> {
                if (value.get("tasks") instanceof Json.Arr list) {
                    lists.put(tag, list);
                }
            });
        }
        return lists;
    }

    private static ParsedPlan rejected(String fileName, Findings findings) {
        return new ParsedPlan.Rejected(new Plan(NAME, fileName, List.of()), findings.inOrder());
    }
}
