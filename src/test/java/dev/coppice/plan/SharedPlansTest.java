package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Real plans of other projects against what people counted in them. Titles are compared without marks, numbers and markers such as [P].
 * Wildcards, and task numbers in the head of a batch, become edges here, while the counts leave them out. Where a plan is at fault, what was
 * found is compared all the same, and the errors beside it are those listed here.
 */
class SharedPlansTest {

    private static final String MASTER_PLAN = "a_original/PerformanceSuite__CC4__MASTER_PLAN.md";
    private static final Set<String> EXPANDED = Set.of(
            "b_batch_task/Wuxie233__micode__2026-04-28-lifecycle-autoflow-redesign.md#4.1",
            "b_batch_task/mettadata__metta__2026-04-14-split-metta-install-metta-init.md");

    /** The files at fault: by which errors, and how many of each. */
    private static final Map<String, String> FAULTS = Map.of(
            "b_batch_task/Wuxie233__micode__2026-05-07-chinese-intent-and-coupling-philosophy.md", "hidden-head 1",
            "d_speckit/amacrobert__bank-of-dad__029-gorm-backend-refactor__tasks.md", "duplicate-task 47");

    private static final Map<String, String> DIALECTS = Map.of(
            "a_original", "native",
            "b_batch_task", "native",
            "c_superpowers", "superpowers",
            "d_speckit", "spec-kit",
            "e_kiro", "kiro",
            "e_openspec", "openspec");

    private static final String FOLDER = System.getProperty("coppice.test.plans", "");

    @BeforeEach
    void plansAreThere() {
        assumeTrue(!FOLDER.isEmpty() && Files.isRegularFile(Path.of(FOLDER, "TRUTH.json")), "no coppice.test.plans");
    }

    @TestFactory
    Stream<DynamicTest> everyPlanIsReadAsPeopleReadIt() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of(FOLDER, "TRUTH.json").toFile()).properties().stream()
                        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> compare(file)));
    }

    private static void compare(Map.Entry<String, JsonNode> file) throws IOException {
        ParsedPlan parsed = parse(file.getKey());
        String folder = file.getKey().replaceFirst("/.*", "");
        List<String> expected = new ArrayList<>();
        int done = 0;
        for (JsonNode item : file.getValue().get("items")) {
            if (!item.path("container").asBoolean()) {
                expected.add(expected(item, file.getKey()));
                done += item.get("done").asBoolean() ? 1 : 0;
            }
        }
        Map<String, Long> errors = parsed.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .collect(Collectors.groupingBy(Diagnostic::code, TreeMap::new, Collectors.counting()));

        assertThat(parsed.plan().dialect()).isEqualTo(DIALECTS.get(folder));
        assertThat(found(parsed.plan(), file.getKey())).containsExactlyElementsOf(expected);
        assertThat(errors.toString().replaceAll("[{}]", "").replace('=', ' '))
                .isEqualTo(FAULTS.getOrDefault(file.getKey(), ""));
        assertThat(expected).hasSize(file.getValue().get("tasks").asInt());
        assertThat(done).isEqualTo(file.getValue().get("done").asInt());
        if (folder.matches("[de]_.*")) {
            assertThat(parsed.plan().batches())
                    .hasSize(file.getValue().get("groups").asInt());
        }
    }

    private static String expected(JsonNode item, String file) {
        List<String> parents = new ArrayList<>();
        item.path("deps").forEach(parent -> parents.add(parent.asText()));
        String group =
                item.path(file.startsWith("d_") ? "phase" : "group").asText("").replace("null", "");
        return String.join(
                " | ",
                item.get("line").asText(),
                item.get("id").isNull()
                        ? "10." + (item.get("line").asInt() - 76)
                        : item.get("id").asText(),
                title(item),
                group,
                item.get("done").asText(),
                isExpanded(file, item.get("id").asText()) ? "expanded" : parents.toString());
    }

    private static String title(JsonNode item) {
        String id = item.get("id").isNull() ? "" : item.get("id").asText();
        return item.get("title")
                .asText()
                .replaceFirst("\\s*✅$", "")
                .replaceFirst("^" + Pattern.quote(id) + "\\.?\\s+(?=\\S)", "")
                .replaceAll("^(?:\\[P] |\\[US[0-9]+] |\\(P\\) )*", "");
    }

    private static List<String> found(Plan plan, String file) {
        List<String> found = new ArrayList<>();
        for (Batch batch : plan.batches()) {
            for (PlannedTask task : batch.tasks()) {
                String number = task.number().text();
                found.add(String.join(
                        " | ",
                        String.valueOf(task.line()),
                        number,
                        task.title(),
                        group(batch, file),
                        String.valueOf(task.done()),
                        isExpanded(file, number) ? "expanded" : stated(task).toString()));
            }
        }
        return found;
    }

    /** In the words of the counts: a number, a heading, or the section of the groups. */
    private static String group(Batch batch, String file) {
        if (file.startsWith("d_")) {
            return "Phase " + batch.number() + ": " + batch.title();
        }
        if (file.startsWith("e_openspec")) {
            return batch.number() + ". " + batch.title();
        }
        return file.startsWith("e_kiro") ? batch.phase() : batch.number();
    }

    private static List<String> stated(PlannedTask task) {
        return task.dependsOn().stream()
                .filter(dependency -> dependency.kind() == Dependency.Kind.HARD)
                .map(Dependency::on)
                .map(TaskNumber::text)
                .toList();
    }

    private static boolean isExpanded(String file, String number) {
        return EXPANDED.contains(file) || EXPANDED.contains(file + "#" + number);
    }

    @Test
    void theMasterPlanThatTheOriginalCouldNotReadHasItsTwentyFiveTasks() throws IOException {
        Plan plan = parse(MASTER_PLAN).plan();

        assertThat(plan.tasks()).hasSize(25);
        assertThat(plan.batches().get(1).needs()).containsExactly(1);
        assertThat(plan.batches().get(2).needs()).containsExactly(1, 2);
        assertThat(plan.batches().get(2).phase()).startsWith("Phase 3: ");
    }

    @Test
    void whatTheHeadsOfBatchesNameBecomesTheirOrder() throws IOException {
        assertThat(needs("b_batch_task/Wuxie233__micode__2026-05-08-split-frontend-routing.md"))
                .containsExactly(List.of(), List.of(1), List.of(1, 2), List.of(1, 2));
        assertThat(needs("b_batch_task/mettadata__metta__2026-04-14-metta-issue-metta-backlog-slas.md"))
                .containsExactly(List.of(), List.of(), List.of(1, 2), List.of(1, 2, 3));

        List<PlannedTask> split = parse("b_batch_task/mettadata__metta__2026-04-14-split-metta-install-metta-init.md")
                .plan()
                .tasks();
        assertThat(split.stream().map(SharedPlansTest::stated))
                .containsExactly(
                        List.of(),
                        List.of("1.1"),
                        List.of("1.1"),
                        List.of("2.1", "2.2"),
                        List.of("3.1"),
                        List.of("3.1"),
                        List.of("4.1", "4.2"));
    }

    @Test
    void allPriorStandsForEveryTaskBefore() throws IOException {
        List<PlannedTask> tasks = parse("b_batch_task/Wuxie233__micode__2026-04-28-lifecycle-autoflow-redesign.md")
                .plan()
                .tasks();

        List<String> before = IntStream.range(0, tasks.size() - 1)
                .mapToObj(i -> tasks.get(i).number().text())
                .toList();
        assertThat(stated(tasks.getLast())).containsExactlyElementsOf(before);
    }

    private static List<List<Integer>> needs(String file) throws IOException {
        return parse(file).plan().batches().stream().map(Batch::needs).toList();
    }

    private static ParsedPlan parse(String file) throws IOException {
        return PlanParser.parse(file, Files.readAllBytes(Path.of(FOLDER, file)));
    }
}
