package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The control groups that this process may make. What they limit is found out by making one and writing a limit: what is mounted, and who
 * owns it, says too little.
 */
public final class ControlGroups {

    private static final String PREFIX = "coppice-";

    private final Map<Controller, Hierarchy> limiting;
    private final Optional<Hierarchy> killing;

    private ControlGroups(Map<Controller, Hierarchy> limiting, Optional<Hierarchy> killing) {
        this.limiting = Map.copyOf(limiting);
        this.killing = killing;
    }

    /** Those of this host, found out once. */
    static ControlGroups here() {
        return Here.GROUPS;
    }

    /** What cannot be held to here, in words for people; empty if all of the limits can. */
    public static Optional<String> missing(Limits limits) {
        var missing = limits.controllers().stream()
                .filter(controller -> !here().limiting.containsKey(controller))
                .map(controller -> "coppice.limits." + controller.name().toLowerCase(Locale.ROOT))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", missing)
                        + " cannot be held to: this process may make no control group for it");
    }

    /** Which limits of a tree this host can hold to, for people. */
    public static String description() {
        var held = Stream.of(Controller.values())
                .filter(here().limiting::containsKey)
                .map(controller -> controller.name().toLowerCase(Locale.ROOT))
                .toList();
        return held.isEmpty()
                ? "no control groups may be made here: limits of memory, processes and cores cannot be held to"
                : "control groups limit " + String.join(", ", held);
    }

    private static String name() {
        return PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    /** A group for one command, with those of the limits that can be held to here. */
    ControlGroup make(Limits limits) throws IOException {
        var name = name();
        var folders = new EnumMap<Controller, Path>(Controller.class);
        var group = new ControlGroup(
                limiting, folders, killing.map(hierarchy -> hierarchy.own().resolve(name)));
        try {
            for (Controller controller : limits.controllers()) {
                var hierarchy = limiting.get(controller);
                if (hierarchy != null) {
                    var folder = Files.createDirectories(hierarchy.own().resolve(name));
                    folders.put(controller, folder);
                    Files.writeString(
                            folder.resolve(controller.file(hierarchy.isSecondVersion())),
                            controller.value(limits, hierarchy.isSecondVersion()));
                }
            }
            if (killing.isPresent()) {
                Files.createDirectories(killing.get().own().resolve(name));
            }
            return group;
        } catch (IOException e) {
            group.remove();
            throw e;
        }
    }

    /**
     * Removes groups that others of this user have left behind. One with a process in it stays, whose ever it is, and so does that of a maker
     * who is alive: it may be about to put a command into it.
     */
    public static void sweep() {
        var owns = new ArrayList<Path>();
        here().limiting.values().forEach(hierarchy -> owns.add(hierarchy.own()));
        here().killing.ifPresent(hierarchy -> owns.add(hierarchy.own()));
        Set.copyOf(owns).forEach(ControlGroups::sweep);
    }

    private static void sweep(Path own) {
        try (var groups = Files.newDirectoryStream(own, PREFIX + "*")) {
            for (Path group : groups) {
                if (!isInUse(group.getFileName().toString())) {
                    ControlGroup.removeIfEmpty(group);
                }
            }
        } catch (IOException e) {
            // What cannot be looked at now is looked at at the next start.
        }
    }

    /** By the maker's pid in its name; who has that pid by now may be another, and then the group stays for longer than it had to. */
    private static boolean isInUse(String name) {
        var pid = name.substring(PREFIX.length()).split("-", 2)[0];
        return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private static ControlGroups probed(List<Hierarchy> hierarchies) {
        var limiting = new EnumMap<Controller, Hierarchy>(Controller.class);
        Optional<Hierarchy> killing = Optional.empty();
        for (Hierarchy hierarchy : hierarchies) {
            hierarchy.delegate();
            var trial = hierarchy.own().resolve(name());
            try {
                Files.createDirectory(trial);
                Stream.of(Controller.values())
                        .filter(controller -> hierarchy.limits(controller, trial))
                        .forEach(controller -> limiting.putIfAbsent(controller, hierarchy));
                if (Files.isWritable(trial.resolve(ControlGroup.KILL))) {
                    killing = Optional.of(hierarchy);
                }
            } catch (IOException e) {
                // No groups of ours in this one.
            }
            ControlGroup.removeIfEmpty(trial);
        }
        return new ControlGroups(limiting, killing);
    }

    /** Looked for at first use, because most commands need none. */
    private static final class Here {
        static final ControlGroups GROUPS = probed(Hierarchy.mounted());
    }
}
