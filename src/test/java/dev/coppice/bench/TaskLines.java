package dev.coppice.bench;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One JSON line for each system under one load: medians over the rounds, and of the rounds' ratios to what was run beside it. */
final class TaskLines {

    private final Map<String, List<TaskRun>> runs;
    private final String fileSystem;

    TaskLines(Map<String, List<TaskRun>> runs, String fileSystem) {
        this.runs = runs;
        this.fileSystem = fileSystem;
    }

    void print() {
        runs.keySet().forEach(system -> System.out.println(line(system)));
    }

    private String line(String system) {
        var rounds = runs.get(system);
        var load = rounds.getFirst().load();
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"worktrees_%s\",\"files\":%d,\"seconds\":%s,\"tasks\":%d,\"workers\":%d,\"rounds\":%d,\"file_system\":\"%s\","
                        + "\"wall_s\":%.3f,\"best_wall_s\":%.3f,\"efficiency\":%.3f,\"reported_wall_s\":%.3f,"
                        + "\"efficiency_of_reported_wall\":%.3f,\"reported_efficiency\":%.3f,\"cpu_ms_per_task\":%.0f,"
                        + "\"service_cpu_ms\":%.0f,\"database_cpu_ms\":%.0f,\"commands_cpu_ms\":%.0f,\"foreign\":%.2f%s}",
                system,
                load.files(),
                load.seconds(),
                load.tasks(),
                load.workers(),
                rounds.size(),
                fileSystem,
                median(rounds, TaskRun::wall),
                rounds.stream().mapToDouble(TaskRun::wall).min().orElseThrow(),
                median(rounds, TaskRun::efficiency),
                median(rounds, TaskRun::reportedWall),
                median(rounds, TaskRun::efficiencyOfReportedWall),
                median(rounds, TaskRun::reportedEfficiency),
                median(rounds, TaskRun::cpuMillis),
                median(rounds, round -> round.perTask(round.cpu().service())),
                median(rounds, round -> round.perTask(round.cpu().database())),
                median(rounds, round -> round.perTask(round.cpu().commands())),
                median(rounds, TaskRun::foreign),
                ratios(system));
    }

    private String ratios(String system) {
        return runs.keySet().stream()
                .filter(other -> !other.equals(system)
                        && runs.get(other).size() == runs.get(system).size())
                .map(other -> ",\"wall_to_" + other + "\":" + ratio(system, other))
                .collect(joining());
    }

    private String ratio(String system, String other) {
        var own = runs.get(system);
        var beside = runs.get(other);
        var ratios = IntStream.range(0, own.size())
                .mapToDouble(round -> own.get(round).wall() / beside.get(round).wall())
                .toArray();
        return String.format(Locale.ROOT, "%.2f", new Samples("ratio", ratios).median());
    }

    private static double median(List<TaskRun> rounds, ToDoubleFunction<TaskRun> value) {
        return new Samples("rounds", rounds.stream().mapToDouble(value).toArray()).median();
    }
}
