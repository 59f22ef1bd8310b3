package dev.coppice.isolation.container;

import dev.coppice.files.FileTree;
import dev.coppice.git.GitRepository;
import dev.coppice.isolation.BuildFolder;
import dev.coppice.isolation.ImageName;
import dev.coppice.isolation.container.ContainerConfig.PullPolicy;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Sees to it that an image is in the engine's store, and names it by its id: a name may mean another one tomorrow. */
final class Images {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern LOADED = Pattern.compile("(?m)^Loaded image[^:]*: *(\\S+)$");

    private final ContainerConfig config;
    private final Path folder;
    private final Map<String, String> loaded = new ConcurrentHashMap<>();

    /** Builds in a folder of its own below the {@code folder}. */
    Images(ContainerConfig config, Path folder) {
        this.config = config;
        this.folder = folder;
    }

    /** An image, or why there is none. */
    sealed interface Resolved {

        record Here(String id) implements Resolved {}

        record Missing(String reason) implements Resolved {}
    }

    /** The base is the commit that a file of the repository is read from. */
    Resolved resolve(Engine engine, String words, GitRepository repository, CommitId base) {
        return switch (ImageName.of(words)) {
            case ImageName.Named(var name) -> named(engine, name);
            case ImageName.Archive(var file) -> archive(engine, file);
            case ImageName.Built(var path) -> built(engine, path, repository, base);
            case ImageName.Malformed(var reason) -> new Resolved.Missing(reason);
        };
    }

    private Resolved named(Engine engine, String name) {
        var here = id(engine, name);
        if (here.isPresent()) {
            return new Resolved.Here(here.get());
        }
        if (config.pull() == PullPolicy.NEVER) {
            return new Resolved.Missing(engine.name() + " has no image " + name
                    + ", and coppice.container.pull is never; fetch it with: " + engine.name() + " pull " + name);
        }
        var answer = engine.ask(config.pullLimit(), "pull", "--quiet", name);
        return answer.succeeded()
                ? afterwards(engine, name)
                : new Resolved.Missing(
                        "the image " + name + " is not here and cannot be fetched: " + answer.complaint());
    }

    private static Resolved afterwards(Engine engine, String name) {
        return id(engine, name)
                .<Resolved>map(Resolved.Here::new)
                .orElseGet(() -> new Resolved.Missing(engine.name() + " has no image " + name));
    }

    /** Of an image that the engine has, by its name. */
    static Optional<String> id(Engine engine, String name) {
        var answer = engine.ask(LIMIT, "image", "inspect", "--format", "{{.Id}}", name);
        return answer.succeeded() && !answer.output().isEmpty() ? Optional.of(answer.output()) : Optional.empty();
    }

    /** Loaded once for each state of the file. */
    private synchronized Resolved archive(Engine engine, Path file) {
        try {
            var state = file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
            var known = Optional.ofNullable(loaded.get(state)).flatMap(name -> id(engine, name));
            if (known.isPresent()) {
                return new Resolved.Here(known.get());
            }
            var answer = engine.ask(config.pullLimit(), "load", "--input", file.toString());
            var name = LOADED.matcher(answer.output());
            if (!answer.succeeded() || !name.find()) {
                return new Resolved.Missing(file + " cannot be loaded as an image: " + answer.complaint());
            }
            loaded.put(state, name.group(1));
            return afterwards(engine, name.group(1));
        } catch (IOException e) {
            return new Resolved.Missing("there is no image in " + file + ": " + e);
        }
    }

    /** Built once for each content of the file's folder; the image's name holds that content's hash. */
    private synchronized Resolved built(Engine engine, String path, GitRepository repository, CommitId base) {
        return BuildFolder.of(repository, base, path)
                .map(from -> built(engine, path, from))
                .orElseGet(() -> new Resolved.Missing(BuildFolder.missing(base, path)));
    }

    private Resolved built(Engine engine, String path, BuildFolder from) {
        var name = "localhost/coppice-" + Integer.toHexString(path.hashCode()) + ":" + from.tree();
        return id(engine, name).<Resolved>map(Resolved.Here::new).orElseGet(() -> build(engine, path, from, name));
    }

    private Resolved build(Engine engine, String path, BuildFolder from, String name) {
        try {
            Files.createDirectories(folder, AttemptFolder.ownerOnly());
            var place = Files.createTempDirectory(folder, "build-");
            try {
                var context = from.writeTo(place.resolve("context"));
                var line = new ArrayList<>(List.of("build", "--quiet", "--tag", name, "--file"));
                line.add(context.resolve(from.file()).toString());
                if (config.pull() == PullPolicy.NEVER) {
                    line.add("--pull=" + (engine.kind() == Engine.Kind.PODMAN ? "never" : "false"));
                }
                line.add(context.toString());
                var answer = engine.ask(config.pullLimit(), line);
                return answer.succeeded()
                        ? afterwards(engine, name)
                        : new Resolved.Missing("no image can be built by " + path + ": " + answer.complaint());
            } finally {
                FileTree.delete(place);
            }
        } catch (IOException e) {
            return new Resolved.Missing("no image can be built by " + path + ": " + e);
        }
    }
}
