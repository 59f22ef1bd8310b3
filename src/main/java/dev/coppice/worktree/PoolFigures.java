package dev.coppice.worktree;

/**
 * How many worktrees there are.
 *
 * @param lent in which tasks are worked on
 * @param idle on disk, and lent to nobody
 * @param waiting attempts that wait for one
 */
public record PoolFigures(int lent, int idle, int waiting) {

    public static final PoolFigures NONE = new PoolFigures(0, 0, 0);

    public PoolFigures plus(PoolFigures other) {
        return new PoolFigures(lent + other.lent, idle + other.idle, waiting + other.waiting);
    }
}
