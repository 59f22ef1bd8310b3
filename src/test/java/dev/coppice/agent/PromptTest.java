package dev.coppice.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.Verification;
import dev.coppice.prompt.Briefing;
import dev.coppice.prompt.HouseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

    private static final Verification BOTH = new Verification(List.of("make test", "a\nb"), List.of("it is fast"));
    private static final String SECRET = "sk-ant-api03-not-for-prompts";

    @TempDir
    Path worktree;

    private Assignment assignment(Verification verification) {
        var environment = Map.of("ANTHROPIC_API_KEY", SECRET);
        return new Assignment(Tasks.task(List.of(), verification), worktree, environment, Duration.ofMinutes(1));
    }

    private String told(Verification verification) {
        return Prompt.of(assignment(verification));
    }

    @Test
    void itBeginsWithALineOfOursThatNoAgentTakesForACommand() {
        assertThat(told(BOTH)).startsWith("# Task 1.2: /Do it\n");
    }

    @Test
    void itNamesFilesBodyCriteriaAndChecksInThisOrder() {
        var prompt = told(BOTH);

        assertThat(prompt)
                .containsSubsequence(
                        "Create: `src/a.txt`",
                        "`b.txt` (lines 1-5) (old)",
                        Tasks.BODY,
                        "it is fast",
                        "`make test`",
                        "a\n  b\n");
    }

    @Test
    void theBodyIsThePlansOwnToTheLastSpace() {
        assertThat(told(BOTH)).contains("\n\n" + Tasks.BODY);
    }

    @Test
    void noCheckIsInventedWhereThePlanHasNone() {
        var prompt = told(Verification.none());

        assertThat(prompt).doesNotContain("Checks").doesNotContain("Acceptance");
    }

    @Test
    void anAgentIsToldWhereTheRepositorysInstructionsAre() throws IOException {
        Files.writeString(worktree.resolve("AGENTS.md"), "Tabs, never spaces.\n");
        Files.writeString(worktree.resolve("CLAUDE.md"), "Spaces, never tabs.\n");

        assertThat(told(BOTH)).contains("`AGENTS.md`, `CLAUDE.md`").doesNotContain("never");
    }

    @Test
    void oneThatIsKeptFromItsNotesGetsTheirTextInstead() throws IOException {
        Files.writeString(worktree.resolve("AGENTS.md"), "Tabs, never spaces.\n");
        Files.writeString(worktree.resolve("CLAUDE.md"), "Spaces, never tabs.\n");

        assertThat(Prompt.of(assignment(BOTH), Optional.of(RepositoryNotes.CLAUDES)))
                .contains("who work in it: `AGENTS.md`.")
                .doesNotContain("`CLAUDE.md`")
                .endsWith("(CLAUDE.md)\n\nSpaces, never tabs.\n");
    }

    @Test
    void whatIsShownBeforehandIsWhatTheFirstRoundGets() throws IOException {
        Files.writeString(worktree.resolve("CLAUDE.md"), "Spaces, never tabs.\n");
        var task = Tasks.task(List.of(), BOTH);
        var files = HouseFiles.in(worktree);

        assertThat(Prompt.first(Optional.empty(), task, Briefing.none(), files)).isEqualTo(told(BOTH));
        assertThat(Prompt.first(Optional.of("CLAUDE.md"), task, Briefing.none(), files))
                .isEqualTo(Prompt.of(assignment(BOTH), Optional.of(RepositoryNotes.CLAUDES)));
    }

    @Test
    void nothingOfTheEnvironmentIsInIt() {
        assertThat(Prompt.of(assignment(BOTH), Optional.of(RepositoryNotes.CLAUDES)))
                .doesNotContain(SECRET)
                .doesNotContain("ANTHROPIC");
    }
}
