package dev.coppice.queue;

import dev.coppice.money.Spent;
import dev.coppice.task.CommitId;
import dev.coppice.task.HomeId;
import dev.coppice.task.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt at one moment.
 *
 * @param state one of executing, completed, failed, cancelled, released
 * @param reason the word for programs; {@code message} is the text for people
 * @param agent by which it was made; empty if that was before anybody wrote it down
 * @param model that the agent was told to use; empty if it chose
 * @param home the data folder of the process that ran it, where its log is
 * @param commit what landed, or the work that was kept
 */
public record AttemptStatus(
        int number,
        String state,
        Phase phase,
        Optional<String> reason,
        Optional<String> message,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<CommitId> commit,
        Optional<String> agent,
        Optional<String> model,
        Optional<String> log,
        Spent spent,
        Duration agentTime,
        HomeId home) {}
