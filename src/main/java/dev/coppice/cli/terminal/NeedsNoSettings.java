package dev.coppice.cli.terminal;

/** A command that the operator's settings do not concern, so that it works whatever is wrong with them. */
public interface NeedsNoSettings {}
