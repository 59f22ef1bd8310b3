package dev.coppice.plan;

/** A file that a task names; the line range and the remark are kept apart from the path, "" if there are none. */
public record TaskFile(String path, FileVerb verb, String range, String note) {}
