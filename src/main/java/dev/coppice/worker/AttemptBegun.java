package dev.coppice.worker;

import dev.coppice.queue.Claim;

/** This process has claimed a task, and begins an attempt at it. */
public record AttemptBegun(Claim claim) {}
