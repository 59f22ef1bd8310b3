package dev.coppice.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.queue.AttemptStatus;
import dev.coppice.queue.BaselineCheck;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.queue.publication.PushTarget;
import dev.coppice.task.BranchName;
import dev.coppice.task.ExecutionState;
import dev.coppice.task.Phase;
import dev.coppice.task.TaskState;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlTest {

    private static final String HOSTILE =
            "]]> <b a=\"1\" b='2'>&amp; \u0000\u0007\u001b[31m\uD800 \uFFFE \uD83C\uDF33\n</testcase><!-- ";

    /** What a reader gets of the report, which must be well-formed and of the form that readers know. */
    private static Document read(ExecutionStatus execution, Function<AttemptStatus, String> tail) {
        var xml = JUnitXml.of(execution.plan().name(), new Suites(execution, tail).all());
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setSchema(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(new File("src/test/resources/report/junit.xsd")));
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError(xml, e);
        }
    }

    private static Document read(AnExecution execution) {
        return read(execution.status(), _ -> "");
    }

    private static List<Element> all(Document document, String name) {
        var found = document.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static Element testCase(Document document, String name) {
        return all(document, "testcase").stream()
                .filter(each -> each.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(Element testCase) {
        var first = testCase.getFirstChild();
        while (first != null && !(first instanceof Element)) {
            first = first.getNextSibling();
        }
        return first instanceof Element verdict ? verdict.getTagName() + " " + verdict.getAttribute("type") : "passed";
    }

    @Test
    void everyTaskIsACaseOfItsBatch() {
        var report = read(AnExecution.that(ExecutionState.FAILED)
                .with("Good", new TaskState.Completed(AnExecution.TIP))
                .with("Bad", new TaskState.Failed("check_failed"), "make test: exit code 2\nassertion")
                .with("Before", new TaskState.Skipped("done_in_plan"))
                .with("After", new TaskState.Skipped("needs_failed")));

        var batch = all(report, "testsuite").getLast();
        assertThat(batch.getAttribute("name")).isEqualTo("Batch 1: Parts");
        assertThat(List.of("tests", "failures", "errors", "skipped", "time", "timestamp"))
                .map(batch::getAttribute)
                .containsExactly("4", "1", "0", "2", "3.000", "2026-11-27T04:30:00");
        assertThat(verdict(testCase(report, "1.1 Good"))).isEqualTo("passed");
        assertThat(testCase(report, "1.1 Good").getAttribute("classname")).isEqualTo("plan_md / Batch 1: Parts");
        assertThat(verdict(testCase(report, "1.2 Bad"))).isEqualTo("failure check_failed");
        var failure = all(report, "failure").getFirst();
        assertThat(failure.getAttribute("message")).isEqualTo("make test: exit code 2 assertion");
        assertThat(failure.getTextContent()).isEqualTo("make test: exit code 2\nassertion");
        assertThat(all(report, "skipped"))
                .map(skipped -> skipped.getAttribute("message"))
                .containsExactly("done already in the plan", "something that it needs failed");
        assertThat(report.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(value = ExecutionState.class, mode = EnumSource.Mode.EXCLUDE, names = "COMPLETED")
    void anExecutionThatIsNotCompletedIsAnErrorWhateverItsTasksSay(ExecutionState state) {
        var report = read(AnExecution.that(state).with("Good", new TaskState.Completed(null)));

        assertThat(verdict(testCase(report, "every task is completed"))).isEqualTo("error " + state.word());
        assertThat(report.getDocumentElement().getAttribute("errors")).isEqualTo("1");
    }

    @Test
    void aPauseSaysWhy() {
        var report = read(AnExecution.that(ExecutionState.PAUSED));

        assertThat(all(report, "error").getFirst().getTextContent())
                .isEqualTo("the execution is paused (budget_spent): 5 dollars\nare gone");
    }

    @Test
    void aTaskThatWasCancelledOrIsNotDoneIsAnError() {
        var report = read(AnExecution.that(ExecutionState.CANCELLED)
                .with("Cancelled", new TaskState.Cancelled())
                .with("Queued", new TaskState.Queued(0))
                .with("Executing", new TaskState.Executing(1, Phase.RUNNING)));

        assertThat(verdict(testCase(report, "1.1 Cancelled"))).isEqualTo("error cancelled");
        assertThat(verdict(testCase(report, "1.2 Queued"))).isEqualTo("error unfinished");
        assertThat(verdict(testCase(report, "1.3 Executing"))).isEqualTo("error unfinished");
    }

    @Test
    void aCompletedExecutionHasNoFailure() {
        var report = read(AnExecution.that(ExecutionState.COMPLETED)
                .with("Good", new TaskState.Completed(AnExecution.TIP))
                .with("Before", new TaskState.Skipped("done_in_plan"))
                .with(new BaselineCheck("make lint", false, "exit code 1")));

        assertThat(all(report, "failure")).isEmpty();
        assertThat(all(report, "error")).isEmpty();
        assertThat(verdict(testCase(report, "every task is completed"))).isEqualTo("passed");
        var baseline = testCase(report, "make lint");
        assertThat(verdict(baseline)).startsWith("skipped");
        assertThat(baseline.getTextContent()).isEqualTo("exit code 1");
    }

    @Test
    void aResultThatWasToBePushedAndWasNotIsNoSuccess() {
        var target = new PushTarget("origin", new BranchName("refs/heads/next"), "");
        var completed = AnExecution.that(ExecutionState.COMPLETED).with("Good", new TaskState.Completed(null));

        var left = read(completed.with(new PushStanding(target, PushStanding.Outcome.LEFT, "rejected")));
        var pending = read(completed.with(new PushStanding(target, PushStanding.Outcome.PENDING, "")));
        var pushed = read(completed.with(new PushStanding(target, PushStanding.Outcome.PUSHED, "")));

        var name = "pushed to origin, branch next";
        assertThat(verdict(testCase(left, name))).isEqualTo("failure push_left");
        assertThat(verdict(testCase(pending, name))).isEqualTo("error push_pending");
        assertThat(verdict(testCase(pushed, name))).isEqualTo("passed");
    }

    @Test
    void whatPlansAndAgentsSayIsTextWhateverItHolds() {
        var report = read(
                AnExecution.that(ExecutionState.FAILED)
                        .with(HOSTILE, new TaskState.Failed("check_failed"), HOSTILE)
                        .with(new BaselineCheck(HOSTILE, false, HOSTILE))
                        .status(HOSTILE, HOSTILE),
                _ -> HOSTILE);

        var printed = all(report, "system-out").getLast().getTextContent();
        assertThat(printed)
                .contains("]]> <b a=\"1\" b='2'>&amp; \uFFFD\uFFFD\uFFFD \uFFFD \uD83C\uDF33\n</testcase><!-- ");
        assertThat(all(report, "testsuite")).hasSize(3);
        assertThat(all(report, "failure").getFirst().getAttribute("message")).doesNotContain("\n");
    }

    @Test
    void whatAnAttemptPrintedLastIsShownWithItsTask() {
        var report = read(
                AnExecution.that(ExecutionState.COMPLETED)
                        .with("Good", new TaskState.Completed(null))
                        .status(),
                attempt -> "attempt " + attempt.number() + "\n");

        assertThat(testCase(report, "1.1 Good").getTextContent()).isEqualTo("attempt 1\n");
    }
}
