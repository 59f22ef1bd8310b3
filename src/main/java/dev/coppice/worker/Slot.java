package dev.coppice.worker;

import dev.coppice.worktree.ScratchFolder;

/**
 * What an attempt has to itself among all that run in this process at the same time.
 *
 * @param index from 1, the lowest that is free
 * @param firstPort of its hundred ports
 * @param scratch for temporary files
 * @param walls for what the walls around its processes are made of
 */
record Slot(int index, int firstPort, ScratchFolder scratch, ScratchFolder walls) {

    private static final int PORTS = 100;

    static Slot of(int index, int portBase, ScratchFolder scratch, ScratchFolder walls) {
        return new Slot(index, portBase + (index - 1) * PORTS, scratch, walls);
    }
}
