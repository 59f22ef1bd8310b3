package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One tree of control groups on this host.
 *
 * @param own the folder of the group that this process is in; its own groups are made below it
 * @param controllers the kernel's names of what it limits; of the second version each group says for itself
 */
record Hierarchy(Path own, boolean isSecondVersion, List<String> controllers) {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Path MEMBERSHIPS = Path.of("/proc/self/cgroup");

    /** All that are mounted here; none on a host without. */
    static List<Hierarchy> mounted() {
        try {
            var memberships = Files.readAllLines(MEMBERSHIPS);
            return Files.readAllLines(MOUNTS).stream()
                    .flatMap(mount -> of(mount, memberships).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A line of mountinfo: mount root and point are the fourth and fifth word, type and options follow a lone hyphen. */
    static Optional<Hierarchy> of(String mount, List<String> memberships) {
        var words = mount.split(" ", -1);
        int hyphen = Arrays.asList(words).indexOf("-");
        if (hyphen < 0 || words.length < hyphen + 4) {
            return Optional.empty();
        }
        return switch (words[hyphen + 1]) {
            case "cgroup2" -> own(words, memberships, "").map(own -> new Hierarchy(own, true, List.of()));
            case "cgroup" -> {
                var options = List.of(words[hyphen + 3].split(",", -1));
                yield Stream.of(Controller.values())
                        .map(Controller::kernelName)
                        .filter(options::contains)
                        .findFirst()
                        .flatMap(name -> own(words, memberships, name))
                        .map(own -> new Hierarchy(own, false, options));
            }
            default -> Optional.empty();
        };
    }

    /** A line of the memberships is {@code number:controllers:path}; that of the second version names no controllers. */
    private static Optional<Path> own(String[] mount, List<String> memberships, String controller) {
        var root = mount[3];
        return memberships.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .filter(path -> root.equals("/") || path.equals(root) || path.startsWith(root + "/"))
                .map(path -> root.equals("/") ? path : path.substring(root.length()))
                .map(path -> Path.of(mount[4] + path))
                .findFirst();
    }

    /** Whether groups of this one can hold to that. */
    boolean limits(Controller controller, Path group) {
        return (isSecondVersion || controllers.contains(controller.kernelName()))
                && Files.isWritable(group.resolve(controller.file(isSecondVersion)));
    }

    /** Lets groups below this one limit what this one can; where the kernel does not allow it they do not, which they say. */
    void delegate() {
        if (!isSecondVersion) {
            return;
        }
        var names = new ArrayList<String>();
        Stream.of(Controller.values()).map(Controller::kernelName).forEach(name -> names.add("+" + name));
        for (String name : names) {
            try {
                Files.writeString(own.resolve("cgroup.subtree_control"), name);
            } catch (IOException e) {
                // Not given to this process, or this group has processes of its own.
            }
        }
    }
}
