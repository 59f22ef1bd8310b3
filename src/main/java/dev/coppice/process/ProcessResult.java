package dev.coppice.process;

import java.time.Duration;

/** How a command ended. In every case nothing of its process tree is left. */
public sealed interface ProcessResult {

    /** It ended by itself; a death by signal n shows as code 128 + n. */
    record Exited(int code, Duration ran) implements ProcessResult {}

    /** Its time limit passed and its tree was ended. */
    record TimedOut(Duration limit) implements ProcessResult {}

    /** It used more than it may of what {@code limit} names in words for people, and its tree was ended. */
    record Exceeded(String limit) implements ProcessResult {}

    /** {@link RunningProcess#stop} ended it; the code is its own if it took the hint, else 128 + the signal. */
    record Stopped(int code) implements ProcessResult {}

    /** It could not be started, for example because the program does not exist. */
    record NotStarted(String reason) implements ProcessResult {}
}
