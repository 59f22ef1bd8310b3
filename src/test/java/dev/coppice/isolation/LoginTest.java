package dev.coppice.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the user's home an agent CLI that works with the user's login has in its sandbox. */
class LoginTest {

    @TempDir
    Path folder;

    private ASandboxedWorktree place;
    private Path home;

    @BeforeEach
    void prepare() {
        place = new ASandboxedWorktree(folder);
        home = place.sandbox.user();
    }

    private void write(String path) {
        ASandboxedWorktree.write(home.resolve(path), path + "\n");
    }

    @Test
    void claudeHasItsLoginAndSettingsAndNeitherTranscriptsNorPlacesToPlantHooks() {
        write(".claude/.credentials.json");
        write(".claude/settings.json");
        write(".claude/projects/other/transcript.jsonl");
        write(".claude.json");
        var script = """
                cat ~/.claude/.credentials.json ~/.claude/settings.json ~/.claude.json
                ls -A ~ ~/.claude
                echo renewed > ~/.claude/.credentials.json
                echo planted > ~/.claude/settings.json
                echo planted > ~/.claude/settings.local.json
                echo changed > ~/.claude.json
                """;

        var inside = place.inside(script, Map.of(), place.sandbox.forAgent("claude"));

        assertThat(inside.output())
                .startsWith(".claude/.credentials.json\n.claude/settings.json\n.claude.json\n")
                .doesNotContain("projects", ".ssh");
        assertThat(home.resolve(".claude/.credentials.json")).hasContent("renewed");
        assertThat(home.resolve(".claude/settings.json")).hasContent(".claude/settings.json");
        assertThat(home.resolve(".claude/settings.local.json")).doesNotExist();
        assertThat(home.resolve(".claude.json")).hasContent(".claude.json");
    }

    @Test
    void codexAndOpencodeFindTheirLoginsWhereTheyLookForThemWhereverTheUserHasThem() {
        write("elsewhere/auth.json");
        write("data/opencode/auth.json");
        var variables = Map.of(
                "CODEX_HOME", home.resolve("elsewhere").toString(),
                "XDG_DATA_HOME", home.resolve("data").toString());

        var codex = place.inside(
                "cat ~/.codex/auth.json; echo \"$CODEX_HOME\"", variables, place.sandbox.forAgent("codex"));
        var opencode = place.inside(
                "cat ~/.local/share/opencode/auth.json; echo \"$XDG_DATA_HOME\"",
                variables,
                place.sandbox.forAgent("opencode"));

        assertThat(codex.output()).isEqualTo("elsewhere/auth.json\n\n");
        assertThat(opencode.output()).isEqualTo("data/opencode/auth.json\n\n");
    }

    @Test
    void aFileThatStandsOnItsCommandLineIsSeenAndNothingBesideIt() {
        ASandboxedWorktree.write(place.sandbox.data().resolve("config/servers.json"), "servers\n");
        ASandboxedWorktree.write(place.sandbox.data().resolve("config/other.json"), "other\n");
        var file = place.sandbox.data().resolve("config/servers.json");
        var output = new Capture(1000);
        var command = new Command(
                List.of("sh", "-c", "f=${1#*=}; ls ${f%/*}; cat $f", "sh", "--mcp-config=" + file),
                place.worktree,
                place.environment(),
                "",
                Duration.ofSeconds(30));

        place.sandbox.forAgent("claude").launch(command, output, output).await();

        assertThat(output.text()).isEqualTo("servers.json\nservers\n");
    }

    @Test
    void checksHaveNoLogin() {
        write(".claude/.credentials.json");

        assertThat(place.inside("cat ~/.claude/.credentials.json").succeeded()).isFalse();

        assertThat(place.outside("cat ~/.claude/.credentials.json", Map.of()).succeeded())
                .isTrue();
    }
}
