package dev.coppice.plan;

/** A fenced {@code sh} or {@code bash} block of a task that is the work itself, not its verification. */
public record Script(String language, String text) {}
