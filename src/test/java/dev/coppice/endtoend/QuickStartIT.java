package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code quick-start.sh} leaves beside the packaged application is used, and nobody sees it. */
class QuickStartIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void theClassesComeFromTheCache() throws IOException, InterruptedException {
        var log = folder.resolve("classes");

        start("@" + APPLICATION.resolve("start.options"), "-Xlog:class+load:file=" + log);

        var loaded = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" source: "))
                .toList();
        assertThat(loaded).anyMatch(line -> line.contains("dev.coppice.Main source: shared objects file"));
        assertThat(loaded.stream()
                        .filter(line -> line.contains("shared objects file"))
                        .count())
                .isGreaterThan(loaded.size() * 9L / 10);
    }

    @Test
    void nothingIsPrintedBesideWhatTheProgramPrints() throws IOException, InterruptedException {
        assertThat(start("@" + APPLICATION.resolve("start.options"))).matches("coppice \\S+\n");
    }

    /** Whoever moves the folder, or changes Java, has slower starts and no other trouble: the cache is left alone. */
    @Test
    void withoutItsCacheItStartsAsWell() throws IOException, InterruptedException {
        var options = Files.readString(APPLICATION.resolve("start.options"))
                .replace(
                        APPLICATION.resolve("start.aot").toString(),
                        folder.resolve("gone.aot").toString());

        assertThat(start("@" + Files.writeString(folder.resolve("options"), options)))
                .matches("coppice \\S+\n");
    }

    @Test
    void aFolderThatHasItAlreadyIsLeftAsItIs() throws IOException, InterruptedException {
        var before = Files.getLastModifiedTime(APPLICATION.resolve("start.aot"));
        var script = new ProcessBuilder("sh", ".mvn/quick-start.sh", APPLICATION.toString()).inheritIO();
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));

        assertThat(script.start().waitFor()).isZero();

        assertThat(Files.getLastModifiedTime(APPLICATION.resolve("start.aot"))).isEqualTo(before);
    }

    private static String start(String options, String... more) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of(more));
        words.addAll(List.of(options, "--version"));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return printed;
    }
}
