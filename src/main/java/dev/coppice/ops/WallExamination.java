package dev.coppice.ops;

import dev.coppice.process.HostLauncher;
import dev.coppice.process.Wall;
import java.util.List;

/** What holds a task's process tree together here? */
record WallExamination() implements Examination {

    @Override
    public String name() {
        return "wall";
    }

    @Override
    public List<Finding> look() {
        var wall = HostLauncher.detect().wall();
        return List.of(
                switch (wall) {
                    case Wall.BUBBLEWRAP, Wall.UNSHARE -> Finding.ok(name(), wall.description());
                    case Wall.PLAIN ->
                        Finding.warning(
                                name(),
                                "no pid namespace: a task's processes are recorded and looked for when it ends",
                                "install bubblewrap, or allow user namespaces");
                });
    }
}
