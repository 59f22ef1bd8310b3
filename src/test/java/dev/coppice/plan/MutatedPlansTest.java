package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.plan.reading.PlanParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Plans of all dialects, changed at random: reading them never fails, drops no line that can only be a task, hands out exact slices of the
 * source, and what it accepts can run to its end. For {@code -Dcoppice.property.seconds=N} (30), from {@code -Dcoppice.property.seed=N}.
 */
class MutatedPlansTest {

    private static final int SECONDS = Integer.getInteger("coppice.property.seconds", 30);
    private static final List<String> PLANS = List.copyOf(OwnPlans.all().values());
    private static final List<String> PIECES = List.of(
            "```",
            "```markdown",
            "~~~",
            "````",
            "<!--",
            "-->",
            "---",
            "",
            "<details>",
            "> quoted",
            "## Usage",
            "Setext\n===",
            "- [ ] T009 [P] more (depends on T001)",
            "- [x] 4.1 more",
            "- [ ]* 5. more",
            "  - [~] 5.1 more",
            "### Task 9.1: more",
            "### Task 9: more",
            "## Batch 9: more",
            "**Depends on:** all prior tasks",
            "  - _Depends: 1, 2.1_",
            "\t- [ ] 2.4 tab",
            "| 9.9 | row |",
            "```json\n{\"waves\": [[\"1\"], [\"2.1\"]]}\n```",
            "{\"id\": 9, \"title\": \"more\", \"dependencies\": [1]},",
            "- [P] legend",
            "# ~~gone~~",
            "\u0000",
            "\uFEFF",
            "-".repeat(500),
            "> ".repeat(300) + "- [ ] T001 deep");
    private static final Pattern TASK =
            Pattern.compile("(?:- \\[[ x]] (?:T[0-9]{3}|[0-9]\\.[0-9]) \\S.*|#{3,4} Task [0-9]\\.[0-9]: \\S.*)");

    @Test
    void whateverHappensToAPlanItIsReadOrRefusedAndNothingIsDropped() {
        long seed = Long.getLong("coppice.property.seed", 20_261_127L);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        int read = 0;
        for (; System.nanoTime() < end || read < 200; read++) {
            check(seed + read);
        }
        System.out.println("mutated plans: " + read + " read, seeds from " + seed);
    }

    private static void check(long seed) {
        var random = new Random(seed);
        byte[] bytes = mutated(random);
        Optional<String> dialect = random.nextInt(3) == 0
                ? Optional.of(PlanParser.dialects()
                        .get(random.nextInt(PlanParser.dialects().size())))
                : Optional.empty();
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            ParsedPlan parsed = PlanParser.parse("plan.md", bytes, dialect);
            Plan plan = parsed.plan();
            assertThat(plan.tasks()).allMatch(task -> text.contains(task.body()));
            assertThat(parsed.diagnostics()).allMatch(found -> found.line() >= 1 && found.column() >= 1);
            if (parsed instanceof ParsedPlan.Accepted) {
                assertThat(canRun(plan)).as("can run").isTrue();
                assertThat(numbers(plan)).doesNotHaveDuplicates();
            }
            if (!plan.dialect().isEmpty()
                    && !plan.dialect().equals("task-master")
                    && !plan.batches().isEmpty()) {
                everyTaskIsAccountedFor(plan.report(), text);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dcoppice.property.seed=" + seed + ", as " + dialect + ":\n" + text, e);
        }
    }

    private static List<String> numbers(Plan plan) {
        return plan.tasks().stream().map(task -> task.number().text()).toList();
    }

    private static void everyTaskIsAccountedFor(PlanReport report, String text) {
        Set<Integer> known = new HashSet<>(report.groupLines());
        report.places().forEach(place -> known.add(place.line()));
        report.ignored().forEach(line -> known.add(line.line()));
        String[] lines = text.replace("\uFEFF", "").split("\r\n|\n|\r", -1);
        for (int line = 1; line <= lines.length; line++) {
            if (TASK.matcher(lines[line - 1]).matches()) {
                assertThat(known).as("line %d: %s", line, lines[line - 1]).contains(line);
            }
        }
    }

    private static byte[] mutated(Random random) {
        List<String> lines = new ArrayList<>(List.of(plan(random).split("\n", -1)));
        if (random.nextInt(5) == 0) {
            lines.addAll(List.of(plan(random).split("\n", -1)));
        }
        for (int times = random.nextInt(8); times > 0; times--) {
            mutate(lines, random);
        }
        String text = String.join(random.nextInt(4) == 0 ? "\r\n" : "\n", lines);
        byte[] bytes = ((random.nextInt(8) == 0 ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
        for (int flips = random.nextInt(6) - 4; flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String plan(Random random) {
        return PLANS.get(random.nextInt(PLANS.size()));
    }

    private static void mutate(List<String> lines, Random random) {
        if (lines.isEmpty()) {
            return;
        }
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.add(at, PIECES.get(random.nextInt(PIECES.size())));
            case 4 -> lines.set(at, " ".repeat(random.nextInt(9)) + line);
            case 5 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
            case 6 -> lines.set(at, line.replaceAll("[0-9]", String.valueOf(random.nextInt(10))));
            default -> lines.subList(at, lines.size()).clear();
        }
    }

    private static boolean canRun(Plan plan) {
        Set<String> open = new HashSet<>(numbers(plan));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Batch batch : plan.batches()) {
                for (PlannedTask task : batch.tasks()) {
                    if (open.contains(task.number().text()) && isReady(task, batch, plan, open)) {
                        open.remove(task.number().text());
                        moved = true;
                    }
                }
            }
        }
        return open.isEmpty();
    }

    private static boolean isReady(PlannedTask task, Batch batch, Plan plan, Set<String> open) {
        return task.parents().stream().noneMatch(parent -> open.contains(parent.text()))
                && batch.needs().stream()
                        .flatMap(needed -> plan.batches().get(needed - 1).tasks().stream())
                        .noneMatch(other -> open.contains(other.number().text()));
    }
}
