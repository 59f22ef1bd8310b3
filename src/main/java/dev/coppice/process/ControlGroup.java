package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The control groups of one command.
 *
 * @param limiting in which tree of groups each limit is held to
 * @param folders the group that holds to each limit; several limits may have the same
 * @param killing the group by which the kernel ends the whole tree at once, where it can
 */
record ControlGroup(Map<Controller, Hierarchy> limiting, Map<Controller, Path> folders, Optional<Path> killing) {

    static final String KILL = "cgroup.kill";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long BETWEEN_ROUNDS = Duration.ofMillis(5).toNanos();

    /** The last word is the name that a shell's remarks begin with. */
    private static final String JOIN =
            "while [ \"$1\" != -- ]; do echo $$ > \"$1/cgroup.procs\" || exit 71; shift; done; shift; exec \"$@\"";

    /** The words in front of a command that put it into the groups before anything else of it runs. */
    List<String> words() {
        if (all().isEmpty()) {
            return List.of();
        }
        var words = new ArrayList<>(List.of(Programs.tool("sh").orElse("sh"), "-c", JOIN, "coppice"));
        all().forEach(folder -> words.add(folder.toString()));
        words.add("--");
        return words;
    }

    /** Ends every process that is in it, where the kernel can do that at once. */
    void kill() {
        killing.map(folder -> folder.resolve(KILL)).ifPresent(file -> {
            try {
                Files.writeString(file, "1");
            } catch (IOException e) {
                // It is gone already, with all that was in it.
            }
        });
    }

    /** Which limits were met, in words for people. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        folders.forEach((controller, folder) -> controller
                .remark(isSecondVersion(controller))
                .filter(remark -> count(folder.resolve(remark.file()), remark.counter()) > 0)
                .ifPresent(remark -> remarks.add(remark.words())));
        return remarks;
    }

    private boolean isSecondVersion(Controller controller) {
        return Optional.ofNullable(limiting.get(controller))
                .map(Hierarchy::isSecondVersion)
                .orElse(false);
    }

    private static long count(Path file, String counter) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(counter + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(counter.length() + 1)))
                    .sum();
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** To be called when the tree has ended; what is still in it, such as a process that is just being cleared away, is waited for. */
    void remove() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Path folder : all()) {
            while (!removeIfEmpty(folder) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(BETWEEN_ROUNDS);
            }
        }
    }

    /** Returns whether it is gone; a group that has processes stays. */
    static boolean removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Set<Path> all() {
        var all = new LinkedHashSet<>(folders.values());
        killing.ifPresent(all::add);
        return all;
    }
}
