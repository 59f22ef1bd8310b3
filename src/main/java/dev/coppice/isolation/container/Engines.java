package dev.coppice.isolation.container;

import dev.coppice.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The engines that are installed here, and which of them answers. */
final class Engines {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Path ANYWHERE = Path.of("/");

    private final ContainerConfig config;
    private final Map<String, String> environment;

    Engines(ContainerConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /** One that answers, and says that it is of this version. */
    record Answering(Engine engine, String version) {

        String words() {
            return engine.name() + " " + version;
        }
    }

    /**
     * What a look around found.
     *
     * @param reasons why others cannot be used, for each
     */
    record Look(List<Answering> answering, List<String> reasons) {

        Look {
            answering = List.copyOf(answering);
            reasons = List.copyOf(reasons);
        }
    }

    /** Whether there is a program that could be one; starts nothing. */
    boolean areInstalled() {
        return wanted().anyMatch(kind -> program(kind).isPresent());
    }

    /** Asks each that is wanted. */
    Look look() {
        var answering = new ArrayList<Answering>();
        var reasons = new ArrayList<String>();
        for (var kind : wanted().toList()) {
            var program = program(kind);
            if (program.isEmpty()) {
                reasons.add(missing(kind));
                continue;
            }
            var engine = engine(kind, program.get());
            var answer = engine.ask(LIMIT, question(kind));
            if (answer.succeeded()) {
                answering.add(new Answering(engine, answer.output()));
            } else {
                reasons.add(engine.name() + " does not answer: " + answer.complaint());
            }
        }
        return new Look(answering, reasons);
    }

    /** Of docker the daemon is asked, which does the work; podman must not make its store only because somebody looks. */
    private static List<String> question(Engine.Kind kind) {
        return switch (kind) {
            case PODMAN -> List.of("version", "--format", "{{.Client.Version}}");
            case DOCKER -> List.of("version", "--format", "{{.Server.Version}}");
        };
    }

    private Stream<Engine.Kind> wanted() {
        return switch (config.engine()) {
            case PODMAN -> Stream.of(Engine.Kind.PODMAN);
            case DOCKER -> Stream.of(Engine.Kind.DOCKER);
            case AUTO ->
                config.program()
                        .map(program -> Stream.of(program.contains("docker") ? Engine.Kind.DOCKER : Engine.Kind.PODMAN))
                        .orElseGet(() -> Stream.of(Engine.Kind.values()));
        };
    }

    private Optional<Path> program(Engine.Kind kind) {
        return Programs.find(config.program().orElseGet(() -> word(kind)), ANYWHERE, environment);
    }

    private String missing(Engine.Kind kind) {
        return config.program()
                .map(program -> "there is no program " + program + " (coppice.container.program)")
                .orElseGet(() -> "there is no program " + word(kind) + " on PATH");
    }

    private Engine engine(Engine.Kind kind, Path program) {
        var bare = new Engine(kind, List.of(program.toString()));
        return bare.with(config.engineOptions().orElse(List.of()));
    }

    private static String word(Engine.Kind kind) {
        return new Engine(kind, List.of()).name();
    }
}
