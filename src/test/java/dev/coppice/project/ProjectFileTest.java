package dev.coppice.project;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.ProjectFile.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {

    private static Reading read(String text) {
        return ProjectFile.read(Optional.of(text.getBytes(UTF_8)));
    }

    private static ProjectSettings settings(String text) {
        return switch (read(text)) {
            case Reading.Read(var settings) -> settings;
            case Reading.Malformed(var reason) -> throw new AssertionError(reason);
        };
    }

    private static String reason(String text) {
        return switch (read(text)) {
            case Reading.Read(var settings) -> throw new AssertionError("read as " + settings);
            case Reading.Malformed(var reason) -> reason;
        };
    }

    @Test
    void everyFieldIsRead() {
        var settings = settings("""
                # for coppice
                setup:
                  - npm ci
                  - "npm run build: all"
                setup_inputs: [package-lock.json]
                copy: [.env, "config/*.local"]
                link:
                  - node_modules/
                sparse: [src, ./docs]
                clean: untracked
                gate: |
                  npm test
                baseline: block
                repair_rounds: 0
                gate_train: 4
                """);

        assertThat(settings.worktree())
                .isEqualTo(new WorktreeSettings(
                        List.of("npm ci", "npm run build: all"),
                        List.of("package-lock.json"),
                        List.of(".env", "config/*.local"),
                        List.of("node_modules"),
                        List.of("src", "docs"),
                        CleanPolicy.UNTRACKED));
        assertThat(settings.verification())
                .isEqualTo(new VerificationSettings(List.of("npm test"), BaselinePolicy.BLOCK, 0, 4));
    }

    @Test
    void offIsAWordAndNoBoolean() {
        assertThat(settings("baseline: off").verification().baseline()).isEqualTo(BaselinePolicy.OFF);
    }

    @Test
    void aRepositoryWithoutTheFileAsksForNothing() {
        assertThat(ProjectFile.read(Optional.empty())).isEqualTo(new Reading.Read(ProjectSettings.usual()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a remark\n", "---\n", "{}", "setup:\nclean: ~\n", "setup: []\n"})
    void aFileThatSaysNothingAsksForNothing(String text) {
        assertThat(settings(text)).isEqualTo(ProjectSettings.usual());
    }

    @Test
    void anUnknownFieldIsRefusedWithTheOnesThereAre() {
        assertThat(reason("gates: x")).contains(".coppice.yaml", "'gates'", "gate", "setup_inputs");
    }

    @Test
    void aFaultOfTheFormIsToldWithItsLine() {
        assertThat(reason("setup: x\n\tgate: y\n")).contains("line 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clean: all | clean must be one of: untracked, everything
            clean: none | clean must be one of: untracked, everything
            baseline: yes | baseline must be one of: off, report, block
            repair_rounds: -1 | repair_rounds must be a whole number from 0 to 10
            repair_rounds: many | repair_rounds must be
            gate_train: 0 | gate_train must be a whole number from 1 to 16
            gate_train: 17 | gate_train must be a whole number from 1 to 16
            setup: 5 | setup must be a text
            setup: [{a: b}] | setup must be a text
            gate: " " | gate must be a text
            - setup | expected fields such as
            copy: /etc/passwd | copy: '/etc/passwd' must be a path below the repository
            copy: ../other | copy: '../other' must not have
            link: a/../../b | link: 'a/../../b' must not have
            link: .GIT/hooks | link: '.GIT/hooks' is git's own
            copy: "[a" | copy: '[a' is no pattern
            sparse: ~/x | sparse: '~/x' must be a path below the repository
            """)
    void whatCannotBeIsRefusedAndSaysWhy(String text, String why) {
        assertThat(reason(text)).contains(why);
    }

    @Test
    void aFileThatIsTooLargeOrNoTextIsRefused() {
        assertThat(reason("# " + "x".repeat(70_000))).contains("more than 65536 bytes");
        assertThat(ProjectFile.read(Optional.of("setup: é".getBytes(ISO_8859_1))))
                .isEqualTo(new Reading.Malformed(".coppice.yaml is not UTF-8"));
        assertThat(reason("setup: x\n---\nsetup: y\n")).contains("more than one document");
    }

    @Test
    void aBillionLaughsAreNotLaughed() {
        var text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int at = 1; at < 60; at++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(at, at, at - 1, at - 1));
        }

        assertThat(reason(text + "setup: *a59\n")).contains("there is no field");
    }
}
