package dev.coppice.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.ExecutionStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent that unfinished tasks wait for, because its account cannot work now.
 *
 * @param reason the word for programs; {@code detail} is the text for people
 * @param pausedUntil from then on one task tries again
 * @param probing whether that one is running
 * @param fallback the agent that does its tasks meanwhile, unless it pauses itself
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AgentPauseReport(
        String agent,
        String reason,
        String detail,
        String pausedSince,
        String pausedUntil,
        boolean probing,
        @Nullable String fallback) {

    /** Empty where nothing pauses. */
    public static List<AgentPauseReport> of(ExecutionStatus execution) {
        return execution.agentPauses().stream()
                .map(pause -> new AgentPauseReport(
                        pause.agent(),
                        pause.reason(),
                        pause.message(),
                        pause.since().toString(),
                        pause.until().toString(),
                        pause.isProbing(),
                        pause.fallback().orElse(null)))
                .toList();
    }
}
