package dev.coppice.cli.plan;

import java.util.Map;
import java.util.Optional;

/** What to do about a diagnostic, in a sentence; a code whose message says it all has none. The guide to plans says more of each. */
final class Hints {

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("too-large", "split the plan"),
            Map.entry("not-utf8", "save the file as text in UTF-8"),
            Map.entry("front-matter-open", "close the front matter with a line ---"),
            Map.entry("unreadable-gate", "write 'gate: COMMAND', or '- COMMAND' on each line below 'gate:'"),
            Map.entry(
                    "ambiguous-dialect",
                    "name the dialect: 'dialect: native' in the front matter, or --dialect native"),
            Map.entry("no-task", "begin a task with a heading: ### Task 1.1: Title"),
            Map.entry(
                    "hidden-head", "give the outer fence one backtick more than the inner ones, or move the head out"),
            Map.entry("leaked-head", "give the fence of the embedded document four backticks"),
            Map.entry("open-fence", "close the code block with a fence as long as the one that opens it"),
            Map.entry("unreadable-head", "write ### Task 1.1: Title"),
            Map.entry("head-level", "two to four # for a batch, three to five for a task"),
            Map.entry("duplicate-task", "give one of the two another number"),
            Map.entry("missing-task", "add the task, or take it from the list"),
            Map.entry("unknown-mark", "write [ ] or [x]"),
            Map.entry("group-marked-done", "mark its tasks, one by one"),
            Map.entry("unknown-mode", "the mode is parallel or sequential"),
            Map.entry("unknown-dependency", "name a task or batch of this plan, or write none"),
            Map.entry("unreadable-dependency", "name tasks or batches by their numbers, or write none"),
            Map.entry("self-dependency", "take it out"),
            Map.entry("cycle", "take out one of these dependencies"),
            Map.entry("too-many-edges", "let batches depend on batches"),
            Map.entry("shared-file", "nothing to do if that order is right; otherwise say Depends on"),
            Map.entry("reverse-dependency", "say Depends on, in the task that waits"),
            Map.entry("unreadable-agent", "one name, of small letters, digits and hyphens"),
            Map.entry("unreadable-model", "one name, without spaces"),
            Map.entry("unknown-approval", "write required, or leave the field out"),
            Map.entry("unreadable-file", "put the path into backticks"),
            Map.entry("no-verification", "add **Verification:** with a command in backticks"),
            Map.entry("prose-verification", "add a command in backticks, if there is one that would tell"));

    private Hints() {}

    static Optional<String> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }
}
