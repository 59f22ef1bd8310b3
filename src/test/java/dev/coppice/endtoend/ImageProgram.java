package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program's folder as the Containerfile leaves it: with what makes its starts quick, which is made at the very place it has in the image. */
final class ImageProgram {

    private static final String PLACE = "/opt/coppice";

    private ImageProgram() {}

    /**
     * Makes it in a folder of the test, once.
     *
     * @param container with the image's Java and variables
     */
    static Path in(Path folder, Path source, Container container) throws IOException {
        var program = folder.resolve("program");
        if (Files.exists(program)) {
            return program;
        }
        assertThat(Files.readString(Path.of("Containerfile"))).contains("sh /tmp/quick-start.sh " + PLACE + " ");
        run(List.of("cp", "-R", source.toString(), program.toString()));
        Files.deleteIfExists(program.resolve("start.options"));
        Files.deleteIfExists(program.resolve("start.aot"));
        run(container
                .writable(program, PLACE)
                .writable(Files.createDirectories(folder.resolve("program-tmp")), "/tmp")
                .readOnly(Path.of(".mvn/quick-start.sh").toAbsolutePath(), "/quick-start.sh")
                .with(Map.of("JAVA_HOME", "/opt/java/openjdk"))
                .line(List.of("sh", "/quick-start.sh", PLACE)));
        return program;
    }

    private static void run(List<String> words) throws IOException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
