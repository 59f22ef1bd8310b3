package dev.coppice.api.repositories;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A repository that the caller may name in a request.
 *
 * @param name by which requests may name it
 * @param kind {@code path} of one on the service's host, {@code url} of one elsewhere
 * @param url without a login; null of one on the service's host
 * @param path its folder; null unless the caller is an administrator
 * @param base where plans start that name no base; null: its HEAD
 * @param push where results are pushed whose request says nothing of it; null: nowhere
 * @param agents the only ones that work there, the usual one first; null: those of the service
 * @param limit so many of its tasks run at the same time; null: as for all repositories
 * @param lastFetched when it was last as it is elsewhere; null if it never was, or lies on the service's host
 * @param problem why the last fetch failed; null if it did not, or there was none since the service started
 * @param executionsRunning executions at work
 * @param executionsUnfinished those, and those that wait or pause
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RepositoryView(
        String name,
        String kind,
        @Nullable String url,
        @Nullable String path,
        @Nullable String base,
        @Nullable String push,
        @Nullable List<String> agents,
        @Nullable Integer limit,
        @Nullable Instant lastFetched,
        @Nullable FetchProblemView problem,
        int executionsRunning,
        int executionsUnfinished) {

    /** Why a fetch failed: the code that a start is refused with, and words for people. */
    public record FetchProblemView(String code, String detail) {}
}
