package dev.coppice.bench;

import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.reading.PlanParser;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much processor time it takes to read a plan, warm: 1,000 tasks in 1 MB, in each dialect, and then the cost of a byte from 10 KB to as much as a plan
 * may have. Prints one JSON line for each.
 */
public final class PlanBench {

    private static final long WARM_UP_BYTES = 100_000_000;
    private static final int ROUNDS = 31;
    private static final int KILOBYTE = 1_024;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private PlanBench() {}

    public static void main(String... arguments) {
        List.of("native", "superpowers", "spec-kit", "kiro", "openspec", "task-master")
                .forEach(dialect ->
                        measure("tasks_1000_megabyte_1_" + dialect, plan(dialect, 1_000, KILOBYTE * KILOBYTE)));
        for (int kilobytes : new int[] {10, 100, 1_000, 5_000}) {
            measure(
                    "bytes_" + kilobytes + "_kb_native",
                    plan("native", Math.max(3, kilobytes / 4), kilobytes * KILOBYTE));
        }
    }

    private static void measure(String name, String plan) {
        byte[] bytes = plan.getBytes(StandardCharsets.UTF_8);
        double[] milliseconds = new double[ROUNDS];
        int tasks = 0;
        for (int round = -(int) (WARM_UP_BYTES / bytes.length); round < ROUNDS; round++) {
            long began = THREADS.getCurrentThreadCpuTime();
            ParsedPlan parsed = PlanParser.parse("plan.md", bytes);
            if (round >= 0) {
                milliseconds[round] = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
            }
            if (!(parsed instanceof ParsedPlan.Accepted(var accepted, var _))) {
                throw new IllegalStateException(
                        name + ": " + parsed.diagnostics().getFirst());
            }
            tasks = accepted.tasks().size();
        }
        Arrays.sort(milliseconds);
        double median = milliseconds[ROUNDS / 2];
        System.out.println(String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"bytes\":%d,\"tasks\":%d,\"median_ms\":%.2f,\"p90_ms\":%.2f,\"ns_per_byte\":%.2f}",
                name,
                bytes.length,
                tasks,
                median,
                milliseconds[ROUNDS * 9 / 10],
                median * 1e6 / bytes.length));
    }

    /** Tasks with prose, a code block and a check, padded to a size. */
    private static String plan(String dialect, int tasks, int bytes) {
        StringBuilder plan = new StringBuilder();
        String filler = filler(Math.max(0, bytes / tasks - 220));
        for (int task = 1; task <= tasks; task++) {
            plan.append(
                    switch (dialect) {
                        case "native" ->
                            batch(task) + "### Task " + number(task) + ": Write part " + task
                                    + "\n\n**Files:**\n- Create: `src/part" + task + ".py`\n\n" + filler
                                    + "\n```sh\nmake part\n```\n\n**Verification:**\n- `make check`\n\n";
                        case "superpowers" ->
                            "### Task " + task + ": Write part " + task + "\n\n" + filler
                                    + "\n- [ ] **Step 1: Write it**\n\n```sh\nmake part\n```\n\n";
                        case "spec-kit" ->
                            (task % 10 == 1 ? "## Phase " + (task / 10 + 1) + ": More\n\n" : "") + "- [ ] T"
                                    + String.format(Locale.ROOT, "%04d", task) + " [P] Write src/part" + task + ".py\n"
                                    + filler.indent(2) + "\n";
                        case "kiro" ->
                            (task == 1 ? "## Tasks\n\n" : "")
                                    + (task % 10 == 1 ? "- [ ] " + (task / 10 + 1) + ". More\n" : "") + "  - [ ] "
                                    + number(task) + " Write part\n" + filler.indent(4) + "\n";
                        case "openspec" ->
                            (task % 10 == 1 ? "## " + (task / 10 + 1) + ". More\n\n" : "") + "- [ ] " + number(task)
                                    + " Write part\n" + filler.indent(2) + "\n";
                        default ->
                            (task == 1 ? "{\"tasks\": [\n" : ",\n") + "{\"id\": " + task
                                    + ", \"title\": \"Write\", \"status\": \"pending\", \"dependencies\": ["
                                    + (task == 1 ? "" : task - 1) + "], \"details\": \"" + filler.replace("\n", " ")
                                    + "\"}" + (task == tasks ? "\n]}\n" : "");
                    });
        }
        return plan.toString();
    }

    private static String batch(int task) {
        return task % 10 == 1 ? "## Batch " + (task / 10 + 1) + ": More\n\n" : "";
    }

    private static String number(int task) {
        return ((task - 1) / 10 + 1) + "." + ((task - 1) % 10 + 1);
    }

    private static String filler(int bytes) {
        String line =
                "Say in plain words what the part does and why, with `names` and *stress*, so that whoever reads it needs no more.\n";
        return line.repeat(Math.max(1, bytes / line.length()));
    }
}
