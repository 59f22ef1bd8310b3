package dev.coppice.api.fleet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.worker.Workplace;
import dev.coppice.worktree.PresentWorktree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All of them, repository by repository. */
public record WorktreesView(List<WorktreeView> worktrees) {

    /**
     * One of them.
     *
     * @param repository its name, or its folder if it has none; null if nobody has worked on it since this service was started
     * @param status {@code lent} or {@code idle}
     * @param executionId of the task that is at work in it; null if it is idle, as {@code task} and {@code attempt}
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WorktreeView(
            @Nullable String repository,
            String directory,
            String status,
            @Nullable String executionId,
            @Nullable String task,
            @Nullable Integer attempt) {

        static WorktreeView of(PresentWorktree worktree, Optional<Workplace> lent, Function<Path, String> shown) {
            return new WorktreeView(
                    worktree.repository().map(shown).orElse(null),
                    worktree.directory().toString(),
                    lent.isPresent() ? "lent" : "idle",
                    lent.map(place -> place.execution().value()).orElse(null),
                    lent.map(place -> place.task().text()).orElse(null),
                    lent.map(Workplace::attempt).orElse(null));
        }
    }

    static WorktreesView of(List<PresentWorktree> worktrees, List<Workplace> lent, Function<Path, String> shown) {
        return new WorktreesView(worktrees.stream()
                .map(worktree -> WorktreeView.of(
                        worktree,
                        lent.stream()
                                .filter(place -> place.directory().equals(worktree.directory()))
                                .findFirst(),
                        shown))
                .toList());
    }
}
