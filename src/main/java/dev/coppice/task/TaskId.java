package dev.coppice.task;

/** Identifies one task of one execution; assigned by the database. */
public record TaskId(long value) {}
