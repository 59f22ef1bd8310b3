package dev.coppice.worktree;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the worktrees take of the disk. Whoever asks gets what was measured last, at once; what is older than a few minutes is measured
 * anew meanwhile, by one thread, for as long as somebody asks. That thread rests five times as long as it works, so that 100 worktrees
 * of 20,000 files cost a sixth of a core for some minutes, and nobody waits for them.
 */
@ApplicationScoped
class DiskUses {

    private static final long FRESH = Duration.ofMinutes(5).toNanos();
    private static final long ROUND = Duration.ofSeconds(2).toNanos();
    private static final long WALK = Duration.ofSeconds(5).toNanos();
    private static final int REST = 5;

    private final Map<Path, Known> known = new HashMap<>();
    private boolean isMeasuring;
    private long restsUntil = System.nanoTime();

    /** By a clock that nobody sets. */
    private record Known(DiskUse use, long at) {

        private boolean isOld() {
            return System.nanoTime() - at > FRESH;
        }
    }

    /** As far as they have been measured; has those measured for which it is time. Others are forgotten. */
    synchronized Map<Path, DiskUse> of(Collection<Path> worktrees) {
        known.keySet().retainAll(worktrees);
        var due = due(worktrees);
        if (!due.isEmpty() && !isMeasuring && System.nanoTime() - restsUntil >= 0) {
            isMeasuring = true;
            // Not a virtual one: reading folders would hold its carrier.
            Thread.ofPlatform().daemon().name("worktree-disk-use").start(() -> measure(due));
        }
        var uses = new HashMap<Path, DiskUse>();
        known.forEach((worktree, found) -> uses.put(worktree, found.use()));
        return uses;
    }

    /** Those never measured, then those measured longest ago. */
    private List<Path> due(Collection<Path> worktrees) {
        var old = worktrees.stream()
                .flatMap(
                        worktree -> Optional.ofNullable(known.get(worktree))
                                .filter(Known::isOld)
                                .map(found -> Map.entry(worktree, found))
                                .stream())
                .sorted(Comparator.comparingLong(entry -> entry.getValue().at()))
                .map(Map.Entry::getKey)
                .toList();
        var unknown = worktrees.stream().filter(worktree -> !known.containsKey(worktree));
        return Stream.concat(unknown, old.stream()).toList();
    }

    private void measure(List<Path> worktrees) {
        long begin = System.nanoTime();
        try {
            for (Path worktree : worktrees) {
                if (System.nanoTime() - begin > ROUND) {
                    break;
                }
                measure(worktree);
            }
        } finally {
            rest(System.nanoTime() - begin);
        }
    }

    private void measure(Path worktree) {
        long begin = System.nanoTime();
        try {
            note(worktree, DiskUseWalk.over(worktree, () -> System.nanoTime() - begin > WALK));
        } catch (IOException e) {
            Log.debugf("could not measure %s: %s", worktree, e.getMessage());
        }
    }

    private synchronized void note(Path worktree, DiskUse use) {
        known.put(worktree, new Known(use, System.nanoTime()));
    }

    private synchronized void rest(long worked) {
        isMeasuring = false;
        restsUntil = System.nanoTime() + REST * worked;
    }
}
