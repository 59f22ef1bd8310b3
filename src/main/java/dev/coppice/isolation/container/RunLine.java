package dev.coppice.isolation.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's words that start one command in a container of its own, with as little as it can do with. */
final class RunLine {

    /** A program that closes all descriptors that it could have takes very long with more. */
    private static final long MOST_FILES = 65_536;

    /** Podman lowers its own limit to about this, and cannot go beyond that again. */
    private static final long MOST_PROCESSES = 32_768;

    private static final List<String> ALWAYS = List.of(
            "--rm",
            "--sig-proxy=false",
            "--log-driver=none",
            "--no-healthcheck",
            "--pull=never",
            "--read-only",
            "--cap-drop=ALL",
            "--security-opt=no-new-privileges",
            "--security-opt=label=disable");

    private final ContainerConfig config;
    private final Engine engine;
    private final Way way;

    RunLine(ContainerConfig config, Engine engine, Way way) {
        this.config = config;
        this.engine = engine;
        this.way = way;
    }

    /**
     * What to start, where.
     *
     * @param image by its id
     * @param script what {@code sh} in the container reads
     * @param words what the script finds as its arguments
     */
    record Start(
            String name,
            Map<String, String> labels,
            List<Mount> mounts,
            Path directory,
            boolean hasInput,
            String image,
            String script,
            List<String> words) {

        public Start {
            labels = Map.copyOf(labels);
            mounts = List.copyOf(mounts);
            words = List.copyOf(words);
        }
    }

    /** The whole line, the engine's program first. */
    List<String> of(Start start) {
        var line = new ArrayList<>(engine.with(way.global()).words());
        line.add("run");
        line.addAll(ALWAYS);
        line.addAll(way.options());
        line.addAll(
                List.of("--name", start.name(), "--workdir", start.directory().toString()));
        start.labels().forEach((name, value) -> line.addAll(List.of("--label", name + "=" + value)));
        if (engine.kind() == Engine.Kind.PODMAN) {
            // It would hand on the proxies of this process, which may hold a password.
            line.add("--http-proxy=false");
        }
        line.addAll(network());
        line.addAll(limits());
        for (var place : List.of("/tmp", "/var/tmp", "/run")) {
            line.addAll(List.of("--tmpfs", place + ":rw,exec,nosuid,nodev,mode=1777,size=" + config.tmp()));
        }
        start.mounts().forEach(mount -> line.addAll(List.of("--volume", mount.option(way))));
        if (start.hasInput()) {
            line.add("--interactive");
        }
        line.addAll(List.of("--entrypoint", "sh", start.image(), "-c", start.script(), "coppice"));
        line.addAll(start.words());
        return line;
    }

    private List<String> network() {
        return switch (config.network()) {
            case "on" -> List.of();
            case "off" -> List.of("--network", "none");
            default -> List.of("--network", config.network());
        };
    }

    private List<String> limits() {
        var limits = new ArrayList<String>();
        if (!config.memory().equals("0")) {
            limits.addAll(List.of("--memory", config.memory(), "--memory-swap", config.memory()));
        }
        if (config.pids() > 0) {
            limits.addAll(List.of("--pids-limit", String.valueOf(config.pids())));
        }
        if (config.cpus() > 0) {
            limits.addAll(List.of("--cpus", String.valueOf(config.cpus())));
        }
        own("Max open files").ifPresent(most -> limits.addAll(ulimit("nofile", Math.min(most, MOST_FILES))));
        own("Max processes").ifPresent(most -> limits.addAll(ulimit("nproc", Math.min(most, MOST_PROCESSES))));
        return limits;
    }

    private static List<String> ulimit(String name, long most) {
        return List.of("--ulimit", name + "=" + most + ":" + most);
    }

    /** An engine's usual limits are higher than ours may be, and raising one needs a right that root does not have everywhere. */
    private static Optional<Long> own(String name) {
        try {
            var number = Pattern.compile(Pattern.quote(name) + " +\\S+ +(\\d+) .*");
            return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                    .map(number::matcher)
                    .filter(Matcher::matches)
                    .map(found -> Long.valueOf(found.group(1)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // no Linux: its limits are not ours to know
        }
    }
}
