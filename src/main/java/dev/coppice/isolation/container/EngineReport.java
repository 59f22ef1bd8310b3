package dev.coppice.isolation.container;

import dev.coppice.database.OperatorSettings;
import dev.coppice.files.FileTree;
import io.quarkus.runtime.configuration.DurationConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is of container engines on this machine, without a running application.
 *
 * @param usable those that answer, each with its version and what is known besides
 * @param reasons why others cannot be used
 * @param image what is configured
 */
public record EngineReport(List<String> usable, List<String> reasons, Optional<String> image) {

    private static final int OVER_CONVERTERS_OF_LIBRARIES = 200;

    public EngineReport {
        usable = List.copyOf(usable);
        reasons = List.copyOf(reasons);
    }

    /** By the operator's settings as they are now; asks for versions only. */
    public static EngineReport configured() {
        var config = settings();
        var look = new Engines(config, System.getenv()).look();
        var usable = look.answering().stream().map(Engines.Answering::words).toList();
        return new EngineReport(usable, look.reasons(), config.image());
    }

    /** The same, with a container of the configured image started where the engine has that image already. */
    public static EngineReport tried() throws IOException {
        var config = settings();
        var look = new Engines(config, System.getenv()).look();
        var usable = new ArrayList<String>();
        var reasons = new ArrayList<>(look.reasons());
        for (var answering : look.answering()) {
            switch (attempt(config, answering.engine())) {
                case WayProbe.Probed.Works(var way) -> usable.add(answering.words() + " (" + way.words() + ")");
                case WayProbe.Probed.Untried(var why) -> usable.add(answering.words() + " (" + why + ")");
                case WayProbe.Probed.Fails(var reason) -> reasons.add(reason);
            }
        }
        return new EngineReport(usable, reasons, config.image());
    }

    private static ContainerConfig settings() {
        return OperatorSettings.sources()
                .withConverter(Duration.class, OVER_CONVERTERS_OF_LIBRARIES, new DurationConverter())
                .withMapping(ContainerConfig.class)
                .build()
                .getConfigMapping(ContainerConfig.class);
    }

    private static WayProbe.Probed attempt(ContainerConfig config, Engine engine) throws IOException {
        if (config.image().isEmpty()) {
            return new WayProbe.Probed.Untried("not tried: no coppice.container.image is set");
        }
        var image = Images.id(engine, config.image().get());
        if (image.isEmpty()) {
            return new WayProbe.Probed.Untried(
                    "not tried: it does not have the image " + config.image().get() + " yet");
        }
        var folder = Files.createTempDirectory("coppice-doctor");
        try {
            return new WayProbe(config, folder).probe(engine, image.get());
        } finally {
            FileTree.delete(folder);
        }
    }

    /** Why no container can run here whatever the image; empty if an engine answers. */
    public Optional<String> objection() {
        return usable.isEmpty() ? Optional.of("no container engine can be used: " + why()) : Optional.empty();
    }

    /** All reasons in one sentence. */
    public String why() {
        return String.join("; ", reasons);
    }
}
