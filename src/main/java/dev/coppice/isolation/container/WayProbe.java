package dev.coppice.isolation.container;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds out by trying in which way an engine can run containers here: versions and options say too little. */
final class WayProbe {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String QUESTION = "echo inside > \"$1/answer\" && cat \"$1/answer\"";
    private static final String INSIDE = "inside";

    /** Engines start a container all the same where they cannot limit it, and only say so. */
    private static final Pattern IGNORED = Pattern.compile("(?i)limit.*(ignored|discarded)");

    private final ContainerConfig config;
    private final Path folder;

    /** The {@code folder} is one that containers will be given, so that its file system is tried as well. */
    WayProbe(ContainerConfig config, Path folder) {
        this.config = config;
        this.folder = folder;
    }

    /** The first way that works; or why none does. */
    sealed interface Probed {

        record Works(Way way) implements Probed {}

        record Fails(String reason) implements Probed {}

        /** There was nothing to try it with. */
        record Untried(String why) implements Probed {}
    }

    Probed probe(Engine engine, String image) {
        var reasons = new ArrayList<String>();
        for (var way : allowed(engine)) {
            var objection = objection(engine, way, image);
            if (objection.isEmpty()) {
                return new Probed.Works(way);
            }
            reasons.add(way.words() + ": " + objection.get());
        }
        return new Probed.Fails(
                reasons.isEmpty()
                        ? engine.name()
                                + " gives this user no user namespace, and coppice.container.user-namespace asks for one"
                        : engine.name() + " cannot run a container here (" + String.join("; ", reasons) + ")");
    }

    private List<Way> allowed(Engine engine) {
        var all = Way.of(engine, User.own());
        return switch (config.userNamespace()) {
            case AUTO -> all;
            case REQUIRED -> all.stream().filter(Way::hasUserNamespace).toList();
            case OFF -> all.stream().filter(way -> !way.mapsMounts()).toList();
        };
    }

    private Optional<String> objection(Engine engine, Way way, String image) {
        try {
            Files.createDirectories(folder, AttemptFolder.ownerOnly());
            var place = Files.createTempDirectory(folder, "probe-").toRealPath();
            try {
                return objection(engine, way, image, place);
            } finally {
                FileTree.delete(place);
            }
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private Optional<String> objection(Engine engine, Way way, String image, Path place) {
        var name = CommandFolder.PREFIX + "probe-" + UUID.randomUUID();
        var start = new RunLine.Start(
                name,
                Map.of(),
                List.of(Mount.writable(place)),
                place,
                false,
                image,
                QUESTION,
                List.of(place.toString()));
        var line = new RunLine(config, engine, way).of(start);
        var answer = engine.ask(LIMIT, line.subList(engine.words().size(), line.size()));
        if (!answer.succeeded()) {
            engine.ask(LIMIT, "rm", "--force", name);
            return Optional.of(answer.complaint());
        }
        if (IGNORED.matcher(answer.complaint()).find()) {
            return Optional.of(answer.complaint() + " (coppice.container.memory, pids and cpus; 0 asks for no limit)");
        }
        return answer.output().equals(INSIDE) ? foreign(place.resolve("answer")) : Optional.of("it printed nonsense");
    }

    private static Optional<String> foreign(Path answer) {
        if (!Files.isRegularFile(answer, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("what is written in it does not reach this machine's files");
        }
        var owner = User.owner(answer);
        return owner.id() == User.own().id()
                ? Optional.empty()
                : Optional.of("what is written in it belongs to user " + owner.id());
    }
}
