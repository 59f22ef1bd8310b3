package dev.coppice.project;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.ProjectFile.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {

    private static Reading read(String text) {
        return read(Map.of(ProjectFile.NAME, text.getBytes(UTF_8)));
    }

    private static Reading read(Map<String, byte[]> files) {
        return ProjectFile.read(path -> Optional.ofNullable(files.get(path)));
    }

    /** What is wrong with this as the template of prompts. */
    private static String reasonOfTemplate(byte[] template) {
        var files = Map.of(ProjectFile.NAME, "prompt: tell/it.md\n".getBytes(UTF_8), "tell/it.md", template);
        return ((Reading.Malformed) read(files)).reason();
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
        assertThat(read(Map.of())).isEqualTo(new Reading.Read(ProjectSettings.usual()));
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
            prompt: [a, b] | prompt must be the path of one file
            prompt: ../x.md | prompt: '../x.md' must not have
            prompt: .git/config | prompt: '.git/config' is git's own
            prompt: no/such.md | prompt: there is no file 'no/such.md' in the commit that the plan starts from
            """)
    void whatCannotBeIsRefusedAndSaysWhy(String text, String why) {
        assertThat(reason(text)).contains(why);
    }

    @Test
    void aFileThatIsTooLargeOrNoTextIsRefused() {
        assertThat(reason("# " + "x".repeat(70_000))).contains("more than 65536 bytes");
        assertThat(read(Map.of(ProjectFile.NAME, "setup: é".getBytes(ISO_8859_1))))
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

    @Test
    void theTemplateOfPromptsIsTheTextOfTheFileThatIsNamed() {
        var text = "Do {{ body }}, or {{title}}.\r\n";
        var files =
                Map.of(ProjectFile.NAME, "prompt: ./tell/it.md\n".getBytes(UTF_8), "tell/it.md", text.getBytes(UTF_8));

        assertThat(((Reading.Read) read(files)).settings().prompt()).isEqualTo(new PromptSettings(text, ""));
    }

    @Test
    void aTemplateThatCannotBeFilledInIsRefusedWithItsLine() {
        assertThat(reasonOfTemplate("{{body}}\n\n{{bdy}}\n".getBytes(UTF_8)))
                .startsWith(
                        ".coppice.yaml: prompt: 'tell/it.md' line 3: there is no placeholder {{bdy}}; there are: {{task}}, ")
                .endsWith("{{instructions}}");
        assertThat(reasonOfTemplate("{{body}} {{BODY}}".getBytes(UTF_8))).contains("{{BODY}}");
        assertThat(reasonOfTemplate("{{body}}\n{{ title }\n".getBytes(UTF_8))).contains("line 2");
        assertThat(reasonOfTemplate("{{{body}}}".getBytes(UTF_8))).contains("line 1");
        assertThat(reasonOfTemplate("{{body}} {{\u001b[2J}}".getBytes(UTF_8))).doesNotContain("\u001b");
    }

    @Test
    void aTemplateThatWouldNotTellTheTaskIsRefused() {
        assertThat(reasonOfTemplate("Do task {{task}}: {{title}}".getBytes(UTF_8)))
                .contains("'tell/it.md' has no {{body}}");
    }

    @Test
    void aTemplateThatRepeatsItselfWithoutEndIsRefused() {
        assertThat(reasonOfTemplate("{{body}}".repeat(4).getBytes(UTF_8))).contains("has {{body}} more than 3 times");
    }

    @Test
    void aTemplateThatIsTooLargeOrNoTextIsRefused() {
        assertThat(reasonOfTemplate(("{{body}}" + "x".repeat(65_536)).getBytes(UTF_8)))
                .contains("'tell/it.md' has more than 65536 bytes");
        assertThat(reasonOfTemplate("{{body}} é".getBytes(ISO_8859_1))).contains("'tell/it.md' is not UTF-8");
        assertThat(reasonOfTemplate("{{body}}\0".getBytes(UTF_8))).contains("'tell/it.md' has a NUL");
    }
}
