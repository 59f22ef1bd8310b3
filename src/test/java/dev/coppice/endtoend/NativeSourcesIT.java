package dev.coppice.endtoend;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a native image would be made of: all that the program reads and looks up while it runs has to be named in it. */
class NativeSourcesIT {

    private static final Path FOLDER = Path.of("target", "native-sources");
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    /** For {@code Signals}, whose reflection is of a class that has no place to say so. */
    private static final String METADATA = "META-INF/native-image/dev.coppice/coppice/reachability-metadata.json";

    /** Read when the program is built. */
    private static final Set<String> ONLY_AT_BUILD_TIME =
            Set.of("application.properties", "openapi/words.yaml", METADATA);

    private static final String AT_RUN_TIME = "--initialize-at-run-time=";

    private static JsonNode resources;
    private static JsonNode reflection;

    @BeforeAll
    static void read() throws IOException {
        try (var jar = new JarFile(FOLDER.resolve("coppice-runner.jar").toFile())) {
            resources = json(jar, "resource-config.json");
            reflection = json(jar, "reflect-config.json");
            assertThat(jar.getEntry(METADATA)).isNotNull();
        }
    }

    private static JsonNode json(JarFile jar, String name) throws IOException {
        try (var stream = jar.getInputStream(jar.getEntry("META-INF/native-image/" + name))) {
            return new ObjectMapper().readTree(stream);
        }
    }

    @Test
    void everyResourceIsInIt() throws IOException {
        var patterns = StreamSupport.stream(resources.at("/resources/includes").spliterator(), false)
                .map(include -> Pattern.compile(include.path("pattern").asText()))
                .toList();

        assertThat(names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(patterns)
                        .as(name)
                        .anyMatch(pattern -> pattern.matcher(name).matches()));
    }

    /** The program's own, the document of the API from its own folder, and the server's programs from their jar. */
    private static List<String> names() throws IOException {
        try (var files = Files.walk(RESOURCES)) {
            return Stream.concat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> RESOURCES.relativize(file).toString())
                                    .filter(name -> !ONLY_AT_BUILD_TIME.contains(name)),
                            Stream.of("openapi/openapi.yaml", "postgres-linux-x86_64.txz"))
                    .toList();
        }
    }

    @Test
    void whatIsStoredAsJsonCanBeReadAndWritten() throws ReflectiveOperationException {
        var registered = StreamSupport.stream(reflection.spliterator(), false)
                .map(each -> each.path("name").asText())
                .collect(toSet());
        var stored = Class.forName("dev.coppice.queue.Json").getAnnotation(RegisterForReflection.class);

        assertThat(stored.targets())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(registered).contains(type.getName()));
    }

    /** Of what is made while the image is built, random numbers fail the build, and threads and findings are those of another machine. */
    @Test
    void whatBelongsToTheMachineIsFoundOutWhereTheProgramRuns() throws IOException {
        var atRunTime = Arrays.stream(
                        Files.readString(FOLDER.resolve("native-image.args")).split("\\s+"))
                .filter(argument -> argument.startsWith(AT_RUN_TIME))
                .flatMap(argument ->
                        Arrays.stream(argument.substring(AT_RUN_TIME.length()).split(",")))
                .filter(name -> name.startsWith("dev.coppice"))
                .toList();

        assertThat(ofTheMachine())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(atRunTime)
                        .as(type)
                        .anyMatch(name -> type.equals(name) || type.startsWith(name + ".")));
        assertThat(atRunTime).contains("dev.coppice.process", "dev.coppice.git");
    }

    private static List<String> ofTheMachine() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.coppice").stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getRawType().isAssignableTo(Random.class)
                                || field.getRawType().isAssignableTo(Executor.class)
                                || field.getRawType().isAssignableTo(Thread.class)
                                || field.getRawType().isAssignableTo(HttpClient.class))
                        .map(field -> field.getOwner().getName())
                        .distinct()
                        .toList();
    }

    @Test
    void nothingFallsBackToAJvm() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("native-image.args"))).contains("--no-fallback");
    }
}
