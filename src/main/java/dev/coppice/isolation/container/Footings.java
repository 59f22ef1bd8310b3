package dev.coppice.isolation.container;

import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the engine and the way in which containers run here. What has worked once is not tried again: trying takes a second. */
final class Footings {

    private final ContainerConfig config;
    private final Engines engines;
    private final Images images;
    private final WayProbe probe;
    private @Nullable Proven proven;

    /** The {@code folder} is where containers' own folders are. */
    Footings(ContainerConfig config, Path folder) {
        this.config = config;
        this.engines = new Engines(config, System.getenv());
        this.images = new Images(config, folder);
        this.probe = new WayProbe(config, folder);
    }

    private record Proven(Engine engine, Way way) {}

    /** Whether there is a program here that could be an engine; starts nothing. */
    boolean mayBeFound() {
        return engines.areInstalled();
    }

    /** The base is the commit that a file to build the image by is read from. */
    Footing find(String image, GitRepository repository, CommitId base) {
        var known = known();
        return known.isPresent() ? stock(known.get(), image, repository, base) : search(image, repository, base);
    }

    private Footing stock(Proven known, String image, GitRepository repository, CommitId base) {
        return switch (images.resolve(known.engine(), image, repository, base)) {
            case Images.Resolved.Here(var id) -> new Footing.Firm(known.engine(), known.way(), id);
            case Images.Resolved.Missing(var reason) -> new Footing.Lacking(reason);
        };
    }

    private Footing search(String image, GitRepository repository, CommitId base) {
        var look = engines.look();
        var reasons = new ArrayList<>(look.reasons());
        for (var answering : look.answering()) {
            switch (images.resolve(answering.engine(), image, repository, base)) {
                case Images.Resolved.Missing(var reason) -> reasons.add(reason);
                case Images.Resolved.Here(var id) -> {
                    switch (probe.probe(answering.engine(), id)) {
                        case WayProbe.Probed.Works(var way) -> {
                            remember(new Proven(answering.engine(), way));
                            return new Footing.Firm(answering.engine(), way, id);
                        }
                        case WayProbe.Probed.Fails(var reason) -> reasons.add(reason);
                        case WayProbe.Probed.Untried(var why) -> reasons.add(why);
                    }
                }
            }
        }
        return new Footing.Lacking("no container can be run here (coppice.container.engine is "
                + config.engine().name().toLowerCase(Locale.ROOT) + "): " + String.join("; ", reasons));
    }

    private synchronized Optional<Proven> known() {
        return Optional.ofNullable(proven);
    }

    private synchronized void remember(Proven found) {
        proven = found;
    }
}
