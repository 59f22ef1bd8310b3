package dev.coppice.queue;

/**
 * What a command said of the commit that an execution starts from, before any task had worked.
 *
 * @param evidence how it ended and what it printed last; "" if it passed
 */
public record BaselineCheck(String command, boolean passed, String evidence) {}
