package dev.coppice.worktree;

import java.util.function.BooleanSupplier;

/**
 * How many worktrees a pool may have.
 *
 * @param slots so many are lent at the same time
 * @param spare so many more are made ready in the background, once the pool is in use
 * @param hasRoom whether one may be made that nobody waits for
 */
public record PoolSize(int slots, int spare, BooleanSupplier hasRoom) {

    public PoolSize {
        if (slots < 1 || spare < 0) {
            throw new IllegalArgumentException("a pool needs at least one worktree");
        }
    }

    static PoolSize of(int slots) {
        return new PoolSize(slots, 0, () -> true);
    }

    int most() {
        return slots + spare;
    }
}
