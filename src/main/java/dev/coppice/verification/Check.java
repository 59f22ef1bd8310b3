package dev.coppice.verification;

import java.time.Duration;

/** One command of a plan that must succeed; a shell reads it, since that is what plans are written for. */
public record Check(String command, Duration timeLimit) {}
