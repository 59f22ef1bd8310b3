package dev.coppice.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.coppice.files.FileTree;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What a cluster would be given for one overlay: rendered by kustomize, and read strictly. */
public record Rendered(List<JsonNode> documents, List<HasMetadata> objects) {

    private static final Path FOLDER = Path.of("kubernetes");
    private static final Map<String, Rendered> DONE = new ConcurrentHashMap<>();

    /** An overlay by its folder's name, with {@code +keda} if workers follow the queue. Skips the test where nothing can render it. */
    public static Rendered of(String overlay) {
        assumeTrue(
                Kubectl.program().isPresent(),
                "no kubectl on PATH or in coppice.test.kubectl, so the manifests are not rendered");
        return DONE.computeIfAbsent(overlay, Rendered::render);
    }

    private static Rendered render(String overlay) {
        try {
            var copy = copied();
            try {
                return read(Kubectl.kustomize(folder(copy, overlay.split("\\+", 2))));
            } finally {
                FileTree.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path folder(Path copy, String[] parts) throws IOException {
        if (parts.length == 1) {
            return copy.resolve(parts[0]);
        }
        var both = Files.createDirectory(copy.resolve("both"));
        Files.writeString(
                both.resolve("kustomization.yaml"),
                "resources: [../%s]%ncomponents: [../%s]%n".formatted(parts[0], parts[1]));
        return both;
    }

    /** With the secrets of the demo's example, which a user would have chosen. */
    private static Path copied() throws IOException {
        var copy = Files.createTempDirectory("kubernetes");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var place = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(place.getParent());
                Files.copy(file, place);
            }
        }
        Files.copy(copy.resolve("demo/secret.env.example"), copy.resolve("demo/secret.env"));
        return copy;
    }

    private static Rendered read(String yaml) throws IOException {
        List<JsonNode> documents = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(yaml)
                .readAll();
        return new Rendered(
                documents,
                documents.stream()
                        .filter(document -> !Keda.isOne(document))
                        .map(StrictReader::read)
                        .toList());
    }

    public <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <T extends HasMetadata> T one(Class<T> type, String name) {
        return all(type).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
    }

    /** All that brings pods along. */
    public List<Workload> workloads() {
        return Stream.concat(
                        all(Deployment.class).stream().map(Workload::of),
                        all(StatefulSet.class).stream().map(Workload::of))
                .toList();
    }

    /** Those of Coppice itself. */
    List<Workload> coppice() {
        return workloads().stream().filter(Workload::isCoppice).toList();
    }

    public Workload workload(String name) {
        return workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the settings map holds, whose rendered name tells its content. */
    public Map<String, String> settings() {
        return all(ConfigMap.class).getFirst().getData();
    }

    /** The values of its only Secret, as Base64. */
    public Map<String, String> secret() {
        return all(Secret.class).getFirst().getData();
    }
}
