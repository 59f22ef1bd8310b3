package dev.coppice.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.BaselinePolicy;
import dev.coppice.project.CleanPolicy;
import dev.coppice.project.ProjectFile;
import dev.coppice.project.ProjectSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the operator asks holds, whatever a repository says of itself. */
class RepositoryRulesTest {

    private static final ProjectSettings OWN = own("""
            setup: [npm ci]
            gate: ["true"]
            baseline: report
            clean: untracked
            repair_rounds: 10
            gate_train: 16
            link: [.cache]
            """);

    private static ProjectSettings own(String file) {
        var read = ProjectFile.read(path ->
                path.equals(ProjectFile.NAME) ? Optional.of(file.getBytes(StandardCharsets.UTF_8)) : Optional.empty());
        return ((ProjectFile.Reading.Read) read).settings();
    }

    private static ProjectSettings under(Map<String, String> rules) {
        var settings = new HashMap<>(Map.of("coppice.repositories.app.path", "/srv/app"));
        rules.forEach((name, value) -> settings.put("coppice.repositories.app." + name, value));
        return Named.in(Path.of("/nowhere"), settings).get("app").rules().over(OWN);
    }

    @Test
    void aRepositoryThatTriesToOverruleTheOperatorDoesNot() {
        var ruled = under(Map.of(
                "setup", "make deps",
                "gate", "make check",
                "baseline", "block",
                "clean", "everything",
                "repair-rounds", "1",
                "gate-train", "1"));

        assertThat(ruled.worktree().setup()).containsExactly("make deps", "npm ci");
        assertThat(ruled.verification().gate()).containsExactly("make check", "true");
        assertThat(ruled.verification().baseline()).isEqualTo(BaselinePolicy.BLOCK);
        assertThat(ruled.worktree().clean()).isEqualTo(CleanPolicy.EVERYTHING);
        assertThat(ruled.verification().repairRounds()).isOne();
        assertThat(ruled.verification().gateTrain()).isOne();
    }

    @Test
    void whatTheOperatorLeavesOpenIsTheRepositorysToSay() {
        assertThat(under(Map.of())).isEqualTo(OWN);
        assertThat(under(Map.of("repair-rounds", "10")).verification().repairRounds())
                .isEqualTo(10);
    }
}
