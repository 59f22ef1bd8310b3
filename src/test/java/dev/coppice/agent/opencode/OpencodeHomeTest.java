package dev.coppice.agent.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the CLI finds in a home of its own; an agent may have been there before, in the same conversation. */
class OpencodeHomeTest {

    @TempDir
    Path folder;

    @Test
    void anEmptyHomeIsFurnishedAndAFurnishedOneLeftAsItIs() throws IOException {
        var home = Files.createDirectory(folder.resolve("home"));
        new OpencodeHome(home).furnish();
        var lock = home.resolve(".config/opencode/package-lock.json");
        assertThat(lock).content().contains("@opencode-ai/plugin");
        Files.writeString(lock, "the CLI's own");

        new OpencodeHome(home).furnish();

        assertThat(lock).hasContent("the CLI's own");
    }

    @Test
    void aLinkThatAnAgentLeftIsNotFollowed() throws IOException {
        var home = Files.createDirectory(folder.resolve("home"));
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve(".config"), elsewhere);

        new OpencodeHome(home).furnish();

        assertThat(elsewhere).isEmptyDirectory();
    }
}
