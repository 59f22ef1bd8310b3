package dev.coppice.plan;

/** One thing to know about a plan, at a line and column that both start at 1. */
public record Diagnostic(Severity severity, String code, int line, int column, String message) {}
