package dev.coppice.agent.program;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import dev.coppice.money.Usage;
import dev.coppice.process.Command;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one run of a CLI has told so far, and what it means. Called by one thread at a time. */
public interface CliRun {

    /** The command as it is to be started: one that is talked to while it runs gets a standard input that stays open. */
    default Command connect(Command command) {
        return command;
    }

    /** Asks it to stop in its own words, from any thread; false if there are none, or it would not hear them now. */
    default boolean cancel() {
        return false;
    }

    /** Takes a line of standard output; gives what Coppice has to say about it to people. */
    Optional<String> hear(String line);

    /** What people read of what the model and its tools say in an event. */
    default List<Entry> entries(EventLine event) {
        return List.of();
    }

    /** Takes a line of standard error, which carries no events. */
    default void overhear(String line) {}

    /** Whether a model has answered it, so that its account is known to work. */
    boolean hasAnswered();

    /** Whether it has said its last word, so that it should end by itself now. */
    boolean isOver();

    /** Whether it would try in vain for ever, which no word of its own ends. */
    default boolean hasGivenUp() {
        return false;
    }

    /**
     * What it means that it has exited with this code.
     *
     * @param lastLines of its standard error, for people
     */
    AgentResult judge(int code, String lastLines);

    /** Of this run so far, in US dollars, as the CLI counts it; empty if it does not say, or not yet. */
    Optional<BigDecimal> cost();

    /** Of this run so far, by the models' names; empty if it does not say, or not yet. */
    Map<String, Usage> usage();

    /** The conversation that it has had, kept in this HOME; empty if the CLI could not go on with it. */
    default Optional<Conversation> conversation(Optional<Path> home) {
        return Optional.empty();
    }

    /** When the limit is lifted that its account has met, as far as that was told. */
    default Optional<Instant> resetsAt() {
        return Optional.empty();
    }
}
