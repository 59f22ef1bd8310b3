package dev.coppice.isolation.container;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.coppice.agent.program.Mapped;
import dev.coppice.files.FileTree;
import dev.coppice.files.LockFile;
import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A podman with a store of its own below {@code target}, and in it an image made of this machine's static busybox and its git: no registry
 * is asked. A machine that cannot run it skips the test, and says why. {@code coppice.test.docker} names the address of a docker daemon to
 * take instead, such as {@code unix:///run/docker.sock}.
 */
public final class TestEngine {

    public static final String IMAGE = "localhost/coppice-test:latest";

    private static final Path FOLDER = Path.of("target", "containers").toAbsolutePath();
    private static final List<Path> PLACES = List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin"));

    private static final String DOCKER = System.getProperty("coppice.test.docker", "");

    private static @Nullable TestEngine made;
    private static @Nullable String lacking;

    private final Way way;
    private final String image;

    private TestEngine(Way way, String image) {
        this.way = way;
        this.image = image;
    }

    /** The engine; aborts the test where there is none. */
    public static synchronized TestEngine require() {
        if (lacking != null) {
            return abort(lacking);
        }
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static TestEngine make() {
        if (find(program()).isEmpty() || find("busybox").isEmpty()) {
            return lack("no " + program() + " and static busybox here (packages podman and busybox-static)");
        }
        try {
            Files.createDirectories(FOLDER);
            var engine = engine();
            var image = image(engine);
            return switch (new WayProbe(config(Map.of()), FOLDER).probe(engine, image)) {
                case WayProbe.Probed.Works(var way) -> new TestEngine(way, image);
                case WayProbe.Probed.Fails(var reason) -> lack(reason);
                case WayProbe.Probed.Untried(var why) -> lack(why);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looked for once: each look takes seconds. */
    private static TestEngine lack(String why) {
        lacking = why;
        return abort(why);
    }

    /** The settings by which Coppice uses it. */
    public static Map<String, String> settings() {
        return Map.of(
                "coppice.container.engine", program(),
                "coppice.container.engine-options", String.join(",", options()),
                "coppice.container.image", IMAGE,
                "coppice.container.pull", "never",
                "coppice.container.network", "off",
                "coppice.container.memory", "512m",
                "coppice.container.tmp", "64m");
    }

    /** The same as variables of an environment. */
    public static Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        settings()
                .forEach((name, value) ->
                        variables.put(name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT), value));
        return variables;
    }

    static boolean isDocker() {
        return !DOCKER.isEmpty();
    }

    private static String program() {
        return isDocker() ? "docker" : "podman";
    }

    private static List<String> options() {
        return isDocker() ? List.of("--host", DOCKER) : ofPodman();
    }

    private static List<String> ofPodman() {
        return List.of(
                "--root", FOLDER.resolve("root").toString(),
                "--runroot", FOLDER.resolve("run").toString(),
                "--tmpdir", FOLDER.resolve("tmp").toString(),
                "--cgroup-manager", "cgroupfs",
                "--events-backend", "none");
    }

    /** Settings of a test on top of the usual ones. */
    static ContainerConfig config(Map<String, String> more) {
        var properties = new HashMap<>(settings());
        properties.putAll(more);
        return Mapped.of(ContainerConfig.class, properties);
    }

    static Engine engine() {
        var kind = isDocker() ? Engine.Kind.DOCKER : Engine.Kind.PODMAN;
        return new Engine(kind, List.of(find(program()).orElseThrow().toString())).with(options());
    }

    Way way() {
        return way;
    }

    /** How containers run here, for people. */
    public String words() {
        return way.words();
    }

    /** The image's id. */
    String image() {
        return image;
    }

    /** The names of the containers that are there, whatever their state, that hold these words. */
    public static List<String> containers(String words) {
        return engine().ask(User.PATIENCE, "ps", "--all", "--format", "{{.Names}}")
                .output()
                .lines()
                .filter(name -> name.contains(words))
                .toList();
    }

    /** Another test's machine may be at it at this moment, and would give the name to an image of its own. */
    private static String image(Engine engine) throws IOException {
        try (var file = LockFile.open(FOLDER.resolve("image.lock")).orElseThrow();
                var _ = file.lock()) {
            return Images.id(engine, IMAGE).orElseGet(() -> importImage(engine));
        }
    }

    private static String importImage(Engine engine) {
        try {
            var root = Files.createTempDirectory(FOLDER, "image");
            var bin = Files.createDirectories(root.resolve("bin"));
            copy(find("busybox").orElseThrow(), root.resolve("bin/busybox"), root);
            copy(find("git").orElseThrow(), root.resolve("bin/git"), root);
            for (var applet :
                    TestRepository.shell(FOLDER, "busybox --list").lines().toList()) {
                if (!Files.exists(bin.resolve(applet))) {
                    Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
                }
            }
            var tar = FOLDER.resolve("image.tar");
            TestRepository.shell(root, "chmod -R a+rX . && tar -cf '" + tar + "' .");
            var answer = engine.ask(User.PATIENCE, "import", tar.toString(), IMAGE);
            FileTree.delete(root);
            return Images.id(engine, IMAGE).orElseGet(() -> abort("no image can be imported: " + answer.complaint()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the libraries that the program is linked with, at their own places. */
    private static void copy(Path program, Path to, Path root) throws IOException {
        Files.copy(program, to);
        var words = new ArrayList<String>();
        TestRepository.shell(FOLDER, "ldd '" + program + "' 2>/dev/null || true")
                .lines()
                .forEach(line -> words.addAll(List.of(line.strip().split("\\s+"))));
        for (var word : words) {
            if (word.startsWith("/") && !Files.exists(root.resolve(word.substring(1)))) {
                var place = root.resolve(word.substring(1));
                Files.createDirectories(place.getParent());
                Files.copy(Path.of(word), place);
            }
        }
    }

    private static Optional<Path> find(String program) {
        return PLACES.stream()
                .map(place -> place.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
