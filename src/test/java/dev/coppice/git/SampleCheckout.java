package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A user's repository with one commit on main, driven by the real git. */
public record SampleCheckout(Path folder) {

    /** Makes it in a folder that is empty or not there yet. */
    public static SampleCheckout in(Path folder) {
        var checkout = new SampleCheckout(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkout.git("init", "-q", "-b", "main");
        checkout.git("config", "user.name", "A User");
        checkout.git("config", "user.email", "user@example.org");
        checkout.write("README.md", "# Sample\n");
        checkout.git("add", "-A");
        checkout.git("commit", "-qm", "Begin");
        return checkout;
    }

    /** Runs git and gives its output without the last line break; fails the test if git fails. */
    public String git(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file, with the folders above it. */
    public Path write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
