package dev.coppice.agent.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.agent.Tasks;
import dev.coppice.agent.program.Homes;
import dev.coppice.process.Capture;
import dev.coppice.process.HostLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(program(agents, "claude")).contains(program);
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

        assertThat(program(agents, "claude")).contains(first);
        assertThat(agents.programs().searchPath().text())
                .isEqualTo(folder + "/none:" + folder + "/first:" + folder + "/second");
    }

    @Test
    void aProgramThatAFolderOfTheRepositoryOffersIsNotTaken() throws IOException {
        var here = Path.of("").toAbsolutePath().relativize(program("bin/claude").getParent());

        assertThat(program(agents(Map.of(), Map.of("PATH", here + ":.")), "claude"))
                .isEmpty();
        assertThat(program(agents(Map.of("coppice.claude.program", here + "/claude"), Map.of()), "claude"))
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

        assertThat(agents.programs().searchPath().text()).isEqualTo("/nowhere");
    }

    @Test
    void anUnknownAgentIsAnsweredWithTheKnownOnes() {
        assertThat(agents(Map.of(), Map.of()).missing("cursor", List.of()))
                .contains("no agent named 'cursor'; there are: claude, codex, opencode, shell, and any"
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

    @Test
    void theLimitOfSilenceComesFromTheSettings() {
        var settings = Settings.of(Map.of("coppice.agents.silence-limit", "90s"));

        assertThat(settings.agents().silenceLimit()).isEqualTo(Duration.ofSeconds(90));
        assertThat(Settings.of(Map.of()).agents().silenceLimit()).isEqualTo(Duration.ofMinutes(30));
        assertThat(Settings.of(Map.of("coppice.agents.silence-limit", "0"))
                        .agents()
                        .silenceLimit())
                .isZero();
    }

    @Test
    void aProfileIsACliUnderSettingsOfItsOwnAndTheGeneralOnesWhereItHasNone() throws IOException {
        var program = program("other/claude");
        var settings = Settings.of(Map.of(
                "coppice.agents.profiles", "fast,plain",
                "coppice.profile.fast.agent", "claude",
                "coppice.profile.fast.model", "haiku",
                "coppice.profile.plain.agent", "codex",
                "coppice.claude.program", program.toString(),
                "coppice.claude.model", "opus"));

        var agents = new InstalledAgents(settings, Map.of("PATH", "/nowhere"));

        assertThat(agents.available()).contains("claude", "fast").doesNotContain("plain");
        assertThat(program(agents, "fast")).contains(program);
        assertThat(settings.claude().model()).contains("opus");
        assertThat(settings.ofProfile("fast", "claude", Optional.empty())
                        .claude()
                        .model())
                .contains("haiku");
        assertThat(settings.ofProfile("fast", "claude", Optional.empty())
                        .claude()
                        .program())
                .isEqualTo(program.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "claude"})
    void theModelOfATaskWinsOverEverySetting(String agent) throws IOException {
        var program = program("home/claude");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        var agents = agents(
                Map.of(
                        "coppice.agents.profiles", "fast",
                        "coppice.profile.fast.agent", "claude",
                        "coppice.profile.fast.model", "haiku",
                        "coppice.claude.program", program.toString(),
                        "coppice.claude.model", "opus"),
                Map.of("PATH", System.getenv("PATH")));
        var log = new Capture(10_000);

        agents.profile(agent, Optional.of("sonnet"))
                .orElseThrow()
                .agent(agents.programs(), new Homes(folder.resolve("homes")))
                .work(Tasks.scripts(folder), new HostLauncher(), log, _ -> {});

        assertThat(log.text()).contains("--model=sonnet\n").doesNotContain("haiku", "opus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "shell", "command", "Fast", "-fast", "a b", "fast@home"})
    void aProfileMustHaveANameOfItsOwn(String name) {
        assertThatThrownBy(() -> agents(
                        Map.of("coppice.agents.profiles", name, "coppice.profile." + name + ".agent", "codex"),
                        Map.of()))
                .hasMessageContaining("'" + name + "' is no name for a profile");
    }

    @Test
    void aProfileOfAnUnknownCliIsRefused() {
        assertThatThrownBy(() -> agents(Map.of("coppice.agents.profiles", "fast"), Map.of()))
                .hasMessageContaining(
                        "coppice.profile.fast.agent is ''; it must be one of claude, codex, opencode, acp");
    }

    @Test
    void anyAgentOfTheProtocolIsAProfileByItsCommand() throws IOException {
        var program = program("bin/gemini");
        var settings = Map.of(
                "coppice.agents.profiles", "mine,my-other",
                "coppice.profile.mine.agent", "acp",
                "coppice.profile.mine.command", "gemini --acp 'a b'",
                "coppice.profile.mine.notes", "GEMINI.md",
                "coppice.profile.my-other.agent", "acp",
                "coppice.profile.my-other.command", "none");

        var agents = agents(settings, Map.of("PATH", folder + "/bin"));

        assertThat(program(agents, "mine")).contains(program);
        assertThat(agents.notes("mine")).contains("GEMINI.md");
        assertThat(agents.notes("my-other")).isEmpty();
        assertThat(agents.promptReaders()).contains("mine");
        assertThat(agents.available()).contains("mine").doesNotContain("acp", "my-other");
        assertThat(agents.missing("my-other", List.of()))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("ACP agent my-other not found, looked in ")
                        .endsWith("set coppice.profile.my-other.command (COPPICE_PROFILE_MY_OTHER_COMMAND)"
                                + " to its absolute path"));
    }

    @Test
    void anAgentOfTheProtocolWithoutACommandIsRefused() {
        assertThatThrownBy(() -> agents(
                        Map.of("coppice.agents.profiles", "mine", "coppice.profile.mine.agent", "acp"), Map.of()))
                .hasMessage("coppice.profile.mine.command is no command that starts an ACP agent: it is empty");
    }

    private static Optional<Path> program(InstalledAgents agents, String name) {
        return agents.profile(name).flatMap(profile -> agents.programs().find(profile.program()));
    }

    private static InstalledAgents agents(Map<String, String> settings, Map<String, String> environment) {
        return new InstalledAgents(Settings.of(settings), environment);
    }
}
