package dev.coppice.plan.finding;

import static dev.coppice.plan.Severity.ERROR;
import static dev.coppice.plan.Severity.NOTE;
import static dev.coppice.plan.Severity.WARNING;

import dev.coppice.plan.Severity;

/** Every kind of diagnostic; {@code docs/plan-format.md} explains each code. */
public enum Rule {
    TOO_LARGE("too-large", ERROR),
    NOT_UTF8("not-utf8", ERROR),
    FRONT_MATTER_OPEN("front-matter-open", ERROR),
    FRONT_MATTER_KEY("front-matter-key", NOTE),
    UNREADABLE_GATE("unreadable-gate", ERROR),
    UNKNOWN_DIALECT("unknown-dialect", ERROR),
    AMBIGUOUS_DIALECT("ambiguous-dialect", ERROR),
    NOT_JSON("not-json", ERROR),
    UNKNOWN_TAG("unknown-tag", ERROR),
    NO_TASK("no-task", ERROR),

    HIDDEN_HEAD("hidden-head", ERROR),
    OPEN_FENCE("open-fence", ERROR),
    UNREADABLE_HEAD("unreadable-head", ERROR),
    HEAD_LEVEL("head-level", ERROR),
    SAMPLE_HEAD("sample-head", NOTE),
    IGNORED_HEAD("ignored-head", WARNING),
    IGNORED_LINE("ignored-line", NOTE),
    LEAKED_HEAD("leaked-head", WARNING),
    NESTED_TASK("nested-task", WARNING),

    DUPLICATE_TASK("duplicate-task", ERROR),
    REPEATED_TASK("repeated-task", WARNING),
    MISSING_TASK("missing-task", ERROR),
    COUNT_MISMATCH("count-mismatch", WARNING),
    UNREADABLE_ROW("unreadable-row", WARNING),
    EMPTY_GROUP("empty-group", WARNING),
    EMPTY_ANNOUNCED_GROUP("empty-announced-group", ERROR),
    OUTSIDE_GROUP("outside-group", WARNING),
    KEPT_GROUP("kept-group", WARNING),
    FOREIGN_NUMBER("foreign-number", WARNING),
    NUMBER_ORDER("number-order", WARNING),
    DROPPED_TASK("dropped-task", WARNING),
    UNKNOWN_MARK("unknown-mark", WARNING),
    GROUP_MARKED_DONE("group-marked-done", WARNING),
    UNKNOWN_MODE("unknown-mode", WARNING),
    READ_AS_SEQUENCE("read-as-sequence", WARNING),
    OPTIONAL_TASK("optional-task", NOTE),
    OPEN_OPTIONAL("open-optional", NOTE),

    UNKNOWN_DEPENDENCY("unknown-dependency", ERROR),
    SELF_DEPENDENCY("self-dependency", ERROR),
    UNREADABLE_DEPENDENCY("unreadable-dependency", ERROR),
    CYCLE("cycle", ERROR),
    TOO_MANY_EDGES("too-many-edges", ERROR),
    DEPENDS_ON_DROPPED("depends-on-dropped", WARNING),
    WILDCARD("wildcard", WARNING),
    FORWARD_DEPENDENCY("forward-dependency", WARNING),
    EDGE_IN_PARALLEL_BATCH("edge-in-parallel-batch", WARNING),
    SHARED_FILE("shared-file", WARNING),
    REVERSE_DEPENDENCY("reverse-dependency", WARNING),
    UNREADABLE_WAVES("unreadable-waves", ERROR),
    OUTSIDE_WAVES("outside-waves", WARNING),
    DEPENDENCY_REMARK("dependency-remark", NOTE),
    DEPENDENCY_PROSE("dependency-prose", NOTE),

    UNREADABLE_AGENT("unreadable-agent", ERROR),
    UNREADABLE_MODEL("unreadable-model", ERROR),
    UNKNOWN_APPROVAL("unknown-approval", ERROR),
    NO_FILES("no-files", WARNING),
    UNREADABLE_FILE("unreadable-file", WARNING),
    OUTSIDE_PATH("outside-path", WARNING),
    LINE_RANGE("line-range", WARNING),
    NO_VERIFICATION("no-verification", WARNING),
    PROSE_VERIFICATION("prose-verification", WARNING);

    public final String code;
    public final Severity severity;

    Rule(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }
}
