package dev.coppice.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.ProjectFile.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository may say about its pull requests, and what it may not. */
class PullRequestFieldsTest {

    private static Reading read(String text) {
        return ProjectFile.read(_ -> Optional.of(text.getBytes(UTF_8)));
    }

    @Test
    void everyFieldIsRead() {
        var read = (Reading.Read) read("""
                pull_request:
                  draft: true
                  labels: [coppice, "two words"]
                  merge_method: rebase
                  delete_branch: true
                  checks: build
                """);

        assertThat(read.settings().pullRequest())
                .isEqualTo(new PullRequestSettings(
                        true, List.of("coppice", "two words"), "rebase", true, List.of("build")));
    }

    @Test
    void whoSaysNothingGetsWhatIsUsual() {
        var without = (Reading.Read) read("gate: x\n");
        var empty = (Reading.Read) read("pull_request:\n");

        assertThat(without.settings().pullRequest()).isEqualTo(PullRequestSettings.usual());
        assertThat(empty.settings().pullRequest()).isEqualTo(PullRequestSettings.usual());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pull_request: true",
                "pull_request: [x]",
                "pull_request: {merge: true}",
                "pull_request: {merge_method: fast}",
                "pull_request: {draft: 'true'}",
                "pull_request: {labels: ['a,b']}",
                "pull_request: {labels: [7]}",
                "pull_request: {checks: ['']}"
            })
    void allElseIsRefused(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Malformed.class);
    }
}
