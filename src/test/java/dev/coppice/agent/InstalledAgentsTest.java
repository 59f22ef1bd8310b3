package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledAgentsTest {

    @TempDir
    Path folder;

    @Test
    void aMissingCliIsNamedWithEveryPlaceThatWasLookedIn() {
        var agents = agents(Map.of(), Map.of("PATH", "/nowhere:/usr/local/bin:bin::.", "HOME", "/home/somebody"));

        assertThat(agents.missing("claude", List.of()))
                .contains("Claude CLI not found, looked in /nowhere, /usr/local/bin, /opt/homebrew/bin,"
                        + " /home/somebody/.local/bin; install it, or set coppice.claude.program"
                        + " (COPPICE_CLAUDE_PROGRAM) to its absolute path");
        assertThat(agents.available()).containsExactlyInAnyOrder("shell", "command");
        assertThat(agents.unavailable()).containsOnlyKeys("claude", "codex", "opencode");
        assertThat(agents.missing("codex", List.of()))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("codex CLI not found, looked in /nowhere, ")
                        .endsWith("set coppice.codex.program (COPPICE_CODEX_PROGRAM) to its absolute path"));
    }

    @Test
    void theCliIsFoundInTheUsersOwnFolderThoughThatIsNotOnThePath() throws IOException {
        var program = program("home/.local/bin/claude");

        var agents = agents(Map.of(), Map.of("PATH", "/nowhere", "HOME", folder + "/home"));

        assertThat(agents.program("claude")).contains(program);
        assertThat(agents.missing("claude", List.of())).isEmpty();
        assertThat(agents.available()).contains("claude");
    }

    @Test
    void theUsersPathComesFirst() throws IOException {
        var first = program("first/claude");
        program("second/claude");

        var agents = agents(
                Map.of("coppice.agents.path", folder + "/second"),
                Map.of("PATH", folder + "/none:" + folder + "/first"));

        assertThat(agents.program("claude")).contains(first);
        assertThat(agents.searchPath().text()).isEqualTo(folder + "/none:" + folder + "/first:" + folder + "/second");
    }

    @Test
    void aProgramThatAFolderOfTheRepositoryOffersIsNotTaken() throws IOException {
        var here = Path.of("").toAbsolutePath().relativize(program("bin/claude").getParent());

        assertThat(agents(Map.of(), Map.of("PATH", here + ":.")).program("claude"))
                .isEmpty();
        assertThat(agents(Map.of("coppice.claude.program", here + "/claude"), Map.of())
                        .program("claude"))
                .isEmpty();
    }

    @Test
    void aConfiguredProgramIsTheOnlyOneThatIsLookedFor() throws IOException {
        program("bin/claude");
        var settings = Map.of("coppice.claude.program", folder + "/other");

        var agents = agents(settings, Map.of("PATH", folder + "/bin"));

        assertThat(agents.missing("claude", List.of()))
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("Claude CLI not found, looked in " + folder + "/other; "));
    }

    @Test
    void noFolderBesidesThePathIsSearchedWhereNoneIsConfigured() {
        var agents = agents(Map.of("coppice.agents.path", ""), Map.of("PATH", "/nowhere"));

        assertThat(agents.searchPath().text()).isEqualTo("/nowhere");
    }

    @Test
    void anUnknownAgentIsAnsweredWithTheKnownOnes() {
        assertThat(agents(Map.of(), Map.of()).missing("cursor", List.of()))
                .contains("no agent named 'cursor'; this version has: claude, codex, opencode, shell, and any"
                        + " command that reads a prompt");
    }

    @Test
    void aCommandsProgramMustBeThereUnlessEachWorktreeHasItsOwn() throws IOException {
        var agents =
                agents(Map.of(), Map.of("PATH", program("bin/mine").getParent().toString()));

        assertThat(agents.missing("command", List.of("mine", "-p"))).isEmpty();
        assertThat(agents.missing("command", List.of("./tools/agent"))).isEmpty();
        assertThat(agents.missing("command", List.of("no-such-agent")))
                .contains("there is no program 'no-such-agent' on PATH");
        assertThat(agents.missing("command", List.of("/no/such/agent"))).isPresent();
        assertThat(agents.missing("command", List.of())).isPresent();
    }

    private Path program(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static InstalledAgents agents(Map<String, String> settings, Map<String, String> environment) {
        return new InstalledAgents(Settings.of(settings), environment);
    }
}
