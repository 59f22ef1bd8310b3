package dev.coppice.api.fleet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.AgentPause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent, as this service knows it; null where there is nothing to tell.
 *
 * @param available whether tasks for it are claimed here now
 * @param missing what it lacks on this machine
 * @param pausedUntil from then on one task tries whether its account can work again; the other fields of a pause tell why, and since when
 * @param pauseReason a word for programs; {@code pauseDetail} is the text for people
 * @param probing whether that one task is running
 * @param fallback the agent that does its tasks while it pauses, unless that one pauses too
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AgentView(
        String name,
        boolean available,
        @Nullable String missing,
        @Nullable Instant pausedSince,
        @Nullable Instant pausedUntil,
        @Nullable String pauseReason,
        @Nullable String pauseDetail,
        boolean probing,
        @Nullable String fallback) {

    /** All of them, by name. */
    public record AgentsView(List<AgentView> agents) {}

    static AgentView of(String name, @Nullable String missing, Optional<AgentPause> pause) {
        return new AgentView(
                name,
                missing == null && pause.isEmpty(),
                missing,
                pause.map(AgentPause::since).orElse(null),
                pause.map(AgentPause::until).orElse(null),
                pause.map(AgentPause::reason).orElse(null),
                pause.map(AgentPause::message).orElse(null),
                pause.map(AgentPause::isProbing).orElse(false),
                pause.flatMap(AgentPause::fallback).orElse(null));
    }
}
