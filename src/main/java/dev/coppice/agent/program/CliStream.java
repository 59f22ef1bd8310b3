package dev.coppice.agent.program;

import dev.coppice.agent.AgentListener;
import dev.coppice.money.Consumption;
import dev.coppice.process.Output;

/** Hands what a CLI prints to its listener, line by line, and what that makes of it to the attempt's log. */
public final class CliStream {

    /** A line holds a whole tool call, with a file's content in it. */
    private static final int LONGEST_LINE = 8 << 20;

    private final CliRun run;
    private final Transcript transcript;
    private final Linger linger;
    private final AgentListener listener;
    private boolean hasAnswered;
    private Consumption told = Consumption.UNKNOWN;
    private final Lines events = new Lines(LONGEST_LINE, this::event);
    private final Lines errors = new Lines(LONGEST_LINE, this::error);

    /** The listener is told of an answer once, with the first of a model. */
    public CliStream(CliRun run, Transcript transcript, Linger linger, AgentListener listener) {
        this.listener = listener;
        this.run = run;
        this.transcript = transcript;
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
        transcript.raw(line);
        show(line);
        if (!linger.isOver()) {
            run.hear(line).ifPresent(transcript::words);
            tellOfAnswer();
            tellOfSpending();
            letEnd();
        }
    }

    private void show(String line) {
        var event = EventLine.of(line);
        if (event.node().isObject()) {
            run.entries(event).forEach(transcript::entry);
        } else {
            transcript.printed(line);
        }
    }

    private synchronized void error(String line) {
        transcript.printed(line);
        if (!linger.isOver()) {
            run.overhear(line);
            letEnd();
        }
    }

    private void tellOfAnswer() {
        if (!hasAnswered && run.hasAnswered()) {
            hasAnswered = true;
            listener.answered();
        }
    }

    /** Its last word is told with its end, so that nobody ends it for that in between. */
    private void tellOfSpending() {
        var now = new Consumption(run.cost(), run.usage());
        if (!run.isOver() && !now.equals(told)) {
            told = now;
            listener.spent(now);
        }
    }

    private void letEnd() {
        if (run.hasGivenUp()) {
            linger.end();
        } else if (run.isOver()) {
            linger.begin();
        }
    }
}
