package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final String PLAN = """
            # Shed
            ## Batch 1: Floor
            ### Task 1.1: Pour it
            **Files:** `floor.txt`
            **Verification:**
            - `test -f floor.txt`
            - It is level
            ### [x] Task 1.2: Sweep it
            **Depends on:** 1.1
            ## Batch 2: Walls
            ### Task 2.1: Raise them
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return CoppiceCommand.line(arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String plan(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.md"), text).toString();
    }

    @Test
    void aGoodPlanIsShownAsATree() throws IOException {
        int code = run("validate", plan(PLAN));

        assertThat(code).isZero();
        assertThat(out.toString()).isEqualTo("""
                        Shed
                        read as native: 3 tasks in 2 batches

                        [1] 1 Floor  (parallel)
                            1.1  Pour it
                            1.2  Sweep it  (done)  <- 1.1

                        [2] 2 Walls  (parallel, after [1])
                            2.1  Raise them
                        """);
    }

    @Test
    void problemsGoToStandardErrorWithTheirLine() throws IOException {
        String file = plan(PLAN + "**Depends on:** 7.7\n");

        int code = run("validate", file);

        assertThat(code).isEqualTo(2);
        assertThat(out.toString()).contains("2.1  Raise them");
        assertThat(err.toString())
                .contains(file + ":12:17: error unknown-dependency: there is no task 7.7\n"
                        + "   12 | **Depends on:** 7.7\n      |                 ^\n"
                        + "  hint: name a task or batch of this plan, or write none\n")
                .endsWith(file + " cannot be run: 1 error\n");
    }

    @Test
    void jsonHasTheAgreedShape() throws IOException {
        int code = run("validate", plan(PLAN), "--json");

        JsonNode json = new ObjectMapper().readTree(out.toString());
        JsonNode task = json.at("/batches/0/tasks/0");
        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(json.fieldNames()).toIterable().containsExactly("dialect", "tasks_total", "batches", "diagnostics");
        assertThat(json.get("batches").get(0).fieldNames())
                .toIterable()
                .containsExactly("id", "title", "mode", "tasks");
        assertThat(task.fieldNames())
                .toIterable()
                .containsExactly("id", "title", "line", "done", "files", "verification", "depends_on");
        assertThat(task.toString()).isEqualTo("""
                        {"id":"1.1","title":"Pour it","line":3,"done":false,"files":["floor.txt"],\
                        "verification":["test -f floor.txt","It is level"],"depends_on":[]}""");
        assertThat(json.at("/batches/0/tasks/1/depends_on/0").asText()).isEqualTo("1.1");
        assertThat(json.at("/diagnostics/0").fieldNames())
                .toIterable()
                .containsExactly("severity", "code", "line", "column", "message");
    }

    @Test
    void aBadPlanHasJsonTooWithAllThatWasFound() throws IOException {
        int code = run("validate", "--json", plan(PLAN + "### Task 2.2\n"));

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(code).isEqualTo(2);
        assertThat(json.get("tasks_total").asInt()).isEqualTo(3);
        assertThat(json.get("diagnostics").findValuesAsText("code")).contains("unreadable-head");
    }

    @Test
    void whatCannotBeReadIsOneClearLine() {
        assertThat(run("validate", folder.resolve("none.md").toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("coppice: there is no plan ").hasLineCount(1);
        assertThat(run("validate", folder.toString())).isEqualTo(2);
        assertThat(run("validate")).isEqualTo(2);
        assertThat(run("valdate")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void anEndlessFileIsTooLarge() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "no /dev/zero");

        assertThat(run("validate", endless.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("error too-large");
    }

    @Test
    void anUnknownDialectIsAnError() throws IOException {
        assertThat(run("validate", "--dialect", "klingon", plan(PLAN))).isEqualTo(2);
        assertThat(err.toString()).contains("error unknown-dialect");
    }

    @Test
    void escapeSequencesOfAPlanDoNotReachTheTerminal() throws IOException {
        run("validate", plan("# \u001B[2JShed\n## Batch 1: A\n### Task 1.1: \u001B]0;x\u0007a\n"));

        assertThat(out + err.toString()).doesNotContain("\u001B").doesNotContain("\u0007");
    }

    @Test
    void helpAndVersionAreAnswered() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("coppice ");
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("validate");
    }
}
