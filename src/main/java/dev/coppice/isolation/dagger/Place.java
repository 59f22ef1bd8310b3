package dev.coppice.isolation.dagger;

import java.nio.file.Path;
import java.util.List;

/**
 * A folder of this host that a command has by the same path, and whose state afterwards comes back.
 *
 * @param leftOut names in it that neither go in nor are touched when the rest comes back
 */
record Place(Path folder, List<String> leftOut) {

    Place {
        leftOut = List.copyOf(leftOut);
    }

    /** Of a worktree: git's own file in it points to where no container can follow. */
    static Place worktree(Path folder) {
        return new Place(folder, List.of(".git"));
    }

    static Place whole(Path folder) {
        return new Place(folder, List.of());
    }
}
