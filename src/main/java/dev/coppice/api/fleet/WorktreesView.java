package dev.coppice.api.fleet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.lease.HeldLease;
import dev.coppice.worker.Workplace;
import dev.coppice.worktree.DiskUse;
import dev.coppice.worktree.PresentWorktree;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All of them, repository by repository. */
public record WorktreesView(List<WorktreeView> worktrees) {

    /**
     * One of them.
     *
     * @param repository its name, or its folder if it has none; null if nobody has worked on it since this service was started
     * @param status {@code lent} or {@code idle}
     * @param executionId of the task that is at work in it; null if it is idle, as {@code task}, {@code attempt} and {@code lease}
     * @param diskUse null until it has been measured
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WorktreeView(
            @Nullable String repository,
            String directory,
            String status,
            @Nullable String executionId,
            @Nullable String task,
            @Nullable Integer attempt,
            @Nullable LeaseView lease,
            @Nullable DiskUseView diskUse) {

        static WorktreeView of(
                PresentWorktree worktree,
                Optional<Workplace> lent,
                Optional<HeldLease> lease,
                Function<Path, String> shown) {
            return new WorktreeView(
                    worktree.repository().map(shown).orElse(null),
                    worktree.directory().toString(),
                    lent.isPresent() ? "lent" : "idle",
                    lent.map(place -> place.execution().value()).orElse(null),
                    lent.map(place -> place.task().text()).orElse(null),
                    lent.map(Workplace::attempt).orElse(null),
                    lease.map(LeaseView::of).orElse(null),
                    worktree.diskUse().map(DiskUseView::of).orElse(null));
        }
    }

    /**
     * The right of the attempt in it to its task.
     *
     * @param until when it ends unless it is renewed, as it is at every heartbeat
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record LeaseView(Instant grantedAt, Instant until) {

        private static LeaseView of(HeldLease lease) {
            return new LeaseView(lease.grantedAt(), lease.until());
        }
    }

    /**
     * What it takes of the disk.
     *
     * @param bytes of its files and folders, in whole blocks; not the repository's objects, which all of them share
     * @param complete false if measuring took too long: then it is more than this
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record DiskUseView(long bytes, long files, Instant measuredAt, boolean complete) {

        private static DiskUseView of(DiskUse use) {
            return new DiskUseView(use.bytes(), use.files(), use.measuredAt(), use.isComplete());
        }
    }

    static WorktreesView of(
            List<PresentWorktree> worktrees,
            List<Workplace> lent,
            List<HeldLease> leases,
            Function<Path, String> shown) {
        return new WorktreesView(worktrees.stream()
                .map(worktree -> {
                    var place = first(lent, each -> each.directory().equals(worktree.directory()));
                    return WorktreeView.of(
                            worktree, place, place.flatMap(there -> first(leases, each -> isOf(each, there))), shown);
                })
                .toList());
    }

    private static boolean isOf(HeldLease lease, Workplace place) {
        return lease.execution().equals(place.execution())
                && lease.task().equals(place.task())
                && lease.attempt() == place.attempt();
    }

    private static <T> Optional<T> first(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).findFirst();
    }
}
