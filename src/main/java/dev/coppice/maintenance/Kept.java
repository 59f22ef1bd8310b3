package dev.coppice.maintenance;

/** One thing that a cleanup leaves where it is, and why. */
public record Kept(String what, String where, String why) {}
