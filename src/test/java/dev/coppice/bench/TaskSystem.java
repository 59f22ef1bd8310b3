package dev.coppice.bench;

import java.io.IOException;

/** One way to run tasks side by side, each in a worktree, verified, committed and landed on a branch. */
interface TaskSystem {

    String name();

    /** Returns when all tasks have landed and that has been proved. */
    TaskRun run(TaskLoad load) throws IOException, InterruptedException;
}
