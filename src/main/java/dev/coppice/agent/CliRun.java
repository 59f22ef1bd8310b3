package dev.coppice.agent;

import java.math.BigDecimal;
import java.util.Optional;

/** What one run of a CLI has told so far, and what it means. Called by one thread at a time. */
interface CliRun {

    /** Takes a line of standard output; gives what people should read of it besides the line itself. */
    Optional<String> hear(String line);

    /** Takes a line of standard error, which carries no events. */
    default void overhear(String line) {}

    /** Whether a model has answered it, so that its account is known to work. */
    boolean hasAnswered();

    /** Whether it has said its last word, so that it should end by itself now. */
    boolean isOver();

    /**
     * What it means that it has exited with this code.
     *
     * @param lastLines of its standard error, for people
     */
    AgentResult judge(int code, String lastLines);

    /** In US dollars, as the CLI counts it; empty if it does not say. */
    Optional<BigDecimal> cost();
}
