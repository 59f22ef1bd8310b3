package dev.coppice.agent.program;

import dev.coppice.process.Output;
import java.io.IOException;

/** Hands what a CLI prints to its listener and its log, line by line, with the listener's words for people among them. */
public final class CliStream {

    /** A line holds a whole tool call, with a file's content in it. */
    private static final int LONGEST_LINE = 8 << 20;

    private final CliRun run;
    private final Output log;
    private final Linger linger;
    private final Runnable answered;
    private boolean hasAnswered;
    private final Lines events = new Lines(LONGEST_LINE, this::event);
    private final Lines errors = new Lines(LONGEST_LINE, this::error);

    /** {@code answered} is told once, with the first answer of a model. */
    public CliStream(CliRun run, Output log, Linger linger, Runnable answered) {
        this.answered = answered;
        this.run = run;
        this.log = log;
        this.linger = linger;
    }

    /** For standard output, which carries the events. */
    public Output events() {
        return events;
    }

    /** For standard error; it shares the log, line by line. */
    public Output errors() {
        return errors;
    }

    /** To be called when the process has ended. */
    public void finish() {
        events.finish();
        errors.finish();
    }

    private synchronized void event(String line) {
        write(line);
        if (!linger.isOver()) {
            run.hear(line).ifPresent(words -> write("coppice: " + Brief.of(words)));
            tellOfAnswer();
            letEnd();
        }
    }

    private synchronized void error(String line) {
        write(line);
        if (!linger.isOver()) {
            run.overhear(line);
            letEnd();
        }
    }

    private void tellOfAnswer() {
        if (!hasAnswered && run.hasAnswered()) {
            hasAnswered = true;
            answered.run();
        }
    }

    private void letEnd() {
        if (run.hasGivenUp()) {
            linger.end();
        } else if (run.isOver()) {
            linger.begin();
        }
    }

    /** A log that cannot be written, on a full disk, must not keep the end from being read. */
    private void write(String line) {
        try {
            log.line(line);
        } catch (IOException e) {
            // The attempt's end is told all the same.
        }
    }
}
