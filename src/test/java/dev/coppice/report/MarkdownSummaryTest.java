package dev.coppice.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.MutableDataSet;
import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.BaselineCheck;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownSummaryTest {

    private static String page(ExecutionStatus execution, Function<AttemptStatus, String> tail) {
        return new MarkdownSummary(execution, tail).text();
    }

    private static String page(AnExecution execution) {
        return page(execution.status(), _ -> "");
    }

    /** As a browser would get it; of the markup that a site does not let through, nothing is left out here. */
    private static String html(String page) {
        var options = new MutableDataSet().set(Parser.EXTENSIONS, List.of(TablesExtension.create()));
        return HtmlRenderer.builder(options)
                .build()
                .render(Parser.builder(options).build().parse(page));
    }

    @Test
    void thePageTellsHowTheExecutionAndEachTaskStand() {
        var page = page(AnExecution.that(ExecutionState.FAILED)
                .with("Good", new TaskState.Completed(AnExecution.TIP))
                .with("Bad", new TaskState.Failed("check_failed"), "make test: exit code 2")
                .with("After", new TaskState.Skipped("needs_failed")));

        assertThat(page).isEqualTo("""
                ## ❌ Coppice: failed

                <code>plan.md</code>, execution `exec_0123456789ab`: 1 of 3 tasks completed, 1 failed, 1 skipped, 0 cancelled, \
                in 1.5 s, for 0.50 US dollars (estimated)

                | | Task | State | Attempts | Time | Cost | Commit |
                |---|---|---|--:|--:|--:|---|
                | ✅ | 1.1 <code>Good</code> | completed | 1 | 1.5 s | 0.25 | `abcdef0123` |
                | ❌ | 1.2 <code>Bad</code> | failed: <code>check&#95;failed</code> | 1 | 1.5 s | 0.25 |  |
                | ⏭️ | 1.3 <code>After</code> | skipped: <code>needs&#95;failed</code> | 0 |  |  |  |

                <details><summary>Task 1.2 <code>Bad</code> failed: <code>check&#95;failed</code></summary>

                ```text
                make test: exit code 2
                ```

                </details>

                The result is commit `abcdef0123abcdef0123abcdef0123abcdef0123` on the branch `coppice/exec_0123456789ab/result`.
                """);
    }

    @ParameterizedTest
    @EnumSource(ExecutionState.class)
    void onlyACompletedExecutionLooksLikeOne(ExecutionState state) {
        var heading = page(AnExecution.that(state)).lines().findFirst().orElseThrow();

        assertThat(heading).endsWith(": " + state.word());
        assertThat(heading.contains("✅")).isEqualTo(state == ExecutionState.COMPLETED);
    }

    @Test
    void aPauseSaysWhy() {
        assertThat(html(page(AnExecution.that(ExecutionState.PAUSED))))
                .contains("the execution is paused (budget_spent): 5 dollars are gone");
    }

    @Test
    void whatIsNotDoneHasNoMarkOfSuccess() {
        var page = page(AnExecution.that(ExecutionState.EXECUTING)
                .with("A", new TaskState.Cancelled())
                .with("B", new TaskState.Queued(1))
                .with("C", new TaskState.Executing(1, Phase.RUNNING)));

        assertThat(page).doesNotContain("✅").contains("| cancelled |", "| queued |", "| executing |");
    }

    @Test
    void aResultThatWasToBePushedAndWasNotIsNoSuccess() {
        var target = new PushTarget("origin", new BranchName("refs/heads/next"), "");
        var left = new PushStanding(target, PushStanding.Outcome.LEFT, "rejected");

        assertThat(page(AnExecution.that(ExecutionState.COMPLETED).with(left)))
                .startsWith("## ❌ Coppice: completed, and not pushed as was asked for\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a | b \\| c \\\\| d",
                "`code` ``` ~~~",
                "<script>alert(1)</script> <img src=x onerror=y>",
                "<!-- --> <![CDATA[ ]]> <?x?>",
                "[a](http://evil) ![b](http://evil) <http://evil> http://evil www.evil.com WWW.evil.com",
                "**bold** __bold__ ~~gone~~ # heading - [ ] entry",
                "&lt; &#64; &copy;",
                "$x$ {{ liquid }} :tada: ^up^"
            })
    void whatAPlanSaysStaysText(String title) {
        var html = html(page(
                AnExecution.that(ExecutionState.FAILED)
                        .with(title, new TaskState.Failed("check_failed"), "no")
                        .with(new BaselineCheck(title, false, ""))
                        .status(title, title),
                _ -> ""));

        var shown = title.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        assertThat(html.replaceAll("&#(\\d+);", "?"))
                .doesNotContain("<a ", "<script", "<img", "<strong>", "<em>", "<h1", "<del");
        assertThat(count(html, "<td")).isEqualTo(7);
        assertThat(decoded(html)).contains(decoded("<code>" + shown + "</code>"));
    }

    /** With every character that is written by its number, or by the names that HTML writers use, in place. */
    private static String decoded(String html) {
        var text = html;
        for (int c = 33; c < 127; c++) {
            text = text.replace("&#" + c + ";", Character.toString(c));
        }
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void nobodyIsMentioned() {
        var page = page(AnExecution.that(ExecutionState.FAILED)
                .with("ask @octocat or mail@example.org", new TaskState.Failed("no"), "@octocat"));

        assertThat(page.replaceAll("(?s)```text\n.*?\n```", "")).doesNotContain("@");
        assertThat(html(page)).contains("&#64;<!-- -->octocat");
    }

    @Test
    void whatAFailurePrintedCannotLeaveItsBlock() {
        var printed = "```\n</details>\n# Passed\n`````\n<script>";
        var html = html(page(
                AnExecution.that(ExecutionState.FAILED)
                        .with("Bad", new TaskState.Failed("check_failed"), printed)
                        .status(),
                _ -> printed));

        assertThat(html).doesNotContain("<h1").doesNotContain("<script");
        assertThat(count(html, "</details>")).isEqualTo(1);
        assertThat(count(html, "<pre>")).isEqualTo(2);
    }

    @Test
    void aLongPlanFitsIntoACommentAndShowsWhatSomebodyHasToLookAt() {
        var execution = AnExecution.that(ExecutionState.FAILED);
        for (int task = 0; task < 400; task++) {
            execution = execution.with("Good", new TaskState.Completed(AnExecution.TIP));
        }
        for (int task = 0; task < 20; task++) {
            execution = execution.with("Bad", new TaskState.Failed("check_failed"), "x".repeat(20_000));
        }

        var page = page(execution);

        assertThat(page).hasSizeLessThan(65_536).contains("Not shown: 400 more tasks.", "1.401 <code>Bad</code>");
        assertThat(page).contains("more failures printed.");
    }
}
