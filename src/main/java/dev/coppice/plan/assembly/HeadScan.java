package dev.coppice.plan.assembly;

import dev.coppice.plan.draft.Structure;
import dev.coppice.plan.finding.Findings;
import dev.coppice.plan.finding.Rule;
import dev.coppice.plan.head.Entry;
import dev.coppice.plan.head.Head;
import dev.coppice.plan.head.HeadReader;
import dev.coppice.plan.outline.Fence;
import dev.coppice.plan.outline.FenceNesting;
import dev.coppice.plan.outline.Outline;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through the plan line by line and accounts for every line that looks like a head and has become none. */
public final class HeadScan {

    private static final int LONGEST = 2_000;
    private static final Pattern HEADING = Pattern.compile("[\\s>*+-]*#{1,6}\\s+(.*)");
    static final Pattern CHECKBOX = Pattern.compile(
            "\\s*[-*+]\\s+\\\\?\\[(.?)\\\\?]\\\\?\\*?\\s+(T[0-9]{2,9}|[0-9]{1,9}(?:\\.[0-9]{1,9}){1,7})\\b.*");

    private static final Pattern LEGEND = Pattern.compile("\\s*[-*+]\\s+\\\\?\\[[A-WYZ]\\\\?]\\s");

    private final Structure structure;
    private final Outline outline;
    private final Findings findings;
    private final FenceNesting nesting;
    private final Pattern entry;
    private final String taskForm;

    public HeadScan(Structure structure, Outline outline, Findings findings) {
        this(structure, outline, findings, CHECKBOX, "a task is '- [ ] **Task 1.1: Title**'");
    }

    /** With another form of entries that look like tasks; its second group is the text beside the box. */
    public HeadScan(Structure structure, Outline outline, Findings findings, Pattern entry, String taskForm) {
        this.taskForm = taskForm;
        this.entry = entry;
        this.structure = structure;
        this.outline = outline;
        this.findings = findings;
        this.nesting = FenceNesting.of(outline);
    }

    public void account() {
        for (int line = 1; line <= outline.source().lines(); line++) {
            String text = outline.source().line(line);
            if (text.length() <= LONGEST && (text.indexOf('#') >= 0 || text.indexOf('[') >= 0)) {
                account(line, text);
            }
        }
        reportOpenFence();
    }

    private void account(int line, String text) {
        if (structure.isHead(line) || structure.ignored.containsKey(line)) {
            warnIfLeaked(line, text);
        } else if (structure.summaries.containsKey(line)) {
            structure.ignored.put(line, "a summary of a task that has a heading");
        } else if (isHeadingShaped(text)) {
            ignoreHead(line);
        } else if (isEntryShaped(text)) {
            ignoreEntry(line);
        } else {
            warnIfLeaked(line, text);
        }
    }

    private static boolean isHeadingShaped(String text) {
        Matcher heading = HEADING.matcher(text);
        return heading.matches()
                && switch (HeadReader.read(withoutClosing(heading.group(1)), false)) {
                    case Head.Group _, Head.Task _ -> true;
                    case Head.Unreadable(var number, var _, var _) -> !number.isEmpty();
                    case Head.Other _ -> false;
                };
    }

    /** "## Title ##" is the title alone. */
    private static String withoutClosing(String text) {
        int end = text.stripTrailing().length();
        int start = end;
        while (start > 0 && text.charAt(start - 1) == '#') {
            start--;
        }
        boolean closing = start < end && start > 0 && Character.isWhitespace(text.charAt(start - 1));
        return text.substring(0, closing ? start : end).strip();
    }

    private boolean isEntryShaped(String text) {
        return Entry.read(text.strip(), false) instanceof Head.Task
                || entry.matcher(text).matches();
    }

    private void ignoreHead(int line) {
        switch (outline.place(line)) {
            case FENCE -> ignoreInFence(line);
            case COMMENT -> hide(line, "an HTML comment hides this head");
            case HTML -> hide(line, "an HTML block hides this head: put a blank line before it");
            case LIST -> hide(line, "this head stands in a list: a head has a line of its own, not indented");
            case QUOTE -> ignore(line, Rule.IGNORED_HEAD, "a head in a quotation is not read");
            case INDENTED_CODE ->
                ignore(line, Rule.IGNORED_HEAD, "a head indented by four or more is code, and not read");
            case OPEN ->
                ignore(
                        line,
                        Rule.IGNORED_HEAD,
                        outline.headingAt(line).isPresent()
                                ? "no head of a task or group in this dialect"
                                : "not a heading by CommonMark: put a blank line before it");
            case FRONT_MATTER -> ignore(line, Rule.IGNORED_LINE, "part of the front matter");
        }
    }

    private void ignoreEntry(int line) {
        switch (outline.place(line)) {
            case FENCE -> ignoreInFence(line);
            case COMMENT, HTML -> hide(line, "HTML hides this task");
            case QUOTE, INDENTED_CODE, FRONT_MATTER ->
                ignore(line, Rule.IGNORED_LINE, "a checkbox that is no part of the text");
            case OPEN, LIST -> ignoreInText(line);
        }
    }

    private void ignoreInText(int line) {
        if (LEGEND.matcher(outline.source().line(line)).lookingAt()) {
            ignore(line, Rule.IGNORED_LINE, "explains a marker, and is no task");
        } else {
            structure
                    .taskAround(line)
                    .ifPresentOrElse(
                            task -> ignore(line, Rule.IGNORED_LINE, "a step of task " + task.number),
                            () -> ignore(line, Rule.IGNORED_HEAD, "a checkbox outside every task: " + taskForm));
        }
    }

    private void ignoreInFence(int line) {
        if (!nesting.isCode(line) && outline.fenceAround(line).stream().anyMatch(Fence::mayHoldMarkdown)) {
            int from = outline.fenceAround(line).map(Fence::line).orElse(line);
            hide(
                    line,
                    "a code block that begins at line " + from
                            + " hides this head: give the outer block of nested ones four backticks");
        } else {
            ignore(line, Rule.SAMPLE_HEAD, "in a code block: read as a sample");
        }
    }

    private void hide(int line, String reason) {
        Matcher heading = HEADING.matcher(outline.source().line(line));
        if (heading.matches() && HeadReader.read(withoutClosing(heading.group(1)), true) instanceof Head.Task task) {
            structure.hidden.put(line, task);
        }
        ignore(line, Rule.HIDDEN_HEAD, reason);
    }

    private void ignore(int line, Rule rule, String reason) {
        structure.ignored.put(line, reason);
        findings.add(rule, line, reason);
    }

    private void warnIfLeaked(int line, String text) {
        if (outline.headingAt(line).isPresent() && nesting.isCode(line)) {
            findings.add(
                    Rule.LEAKED_HEAD,
                    line,
                    "'" + text.strip() + "' seems to be inside a code block, but an inner block has ended that:"
                            + " give the outer one four backticks");
        }
    }

    private void reportOpenFence() {
        outline.fences().stream()
                .filter(fence -> !fence.closed() && isLast(fence))
                .findFirst()
                .ifPresent(fence -> findings.add(
                        Rule.OPEN_FENCE, fence.line(), "this code block never ends: all that follows is code"));
    }

    private boolean isLast(Fence fence) {
        for (int line = fence.lastLine() + 1; line <= outline.source().lines(); line++) {
            if (!outline.source().line(line).isBlank()) {
                return false;
            }
        }
        return true;
    }
}
