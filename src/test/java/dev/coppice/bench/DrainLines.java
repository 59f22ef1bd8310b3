package dev.coppice.bench;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One JSON line for each drain: medians over the rounds, and of each round's ratios to what was measured beside it. */
final class DrainLines {

    /** What a drain is to be compared with. */
    private static final Map<String, List<String>> BESIDE = Map.of(
            "coppice_claim_1",
            List.of("raw_claim_1_complete_1", "same_rows_claim_1_complete_1", "db_scheduler", "jobrunr"),
            "coppice_claim_10",
            List.of("raw_claim_10_complete_1", "raw_claim_10_complete_10", "same_rows_claim_10_complete_1"),
            "coppice_claim_free_slots",
            List.of("raw_claim_1_complete_1", "db_scheduler", "db_scheduler_lock_and_fetch", "jobrunr"),
            "same_rows_claim_1_complete_1",
            List.of("raw_claim_1_complete_1"),
            "same_rows_claim_10_complete_1",
            List.of("raw_claim_10_complete_1"));

    private final Map<String, List<DrainResult>> results;

    DrainLines(Map<String, List<DrainResult>> results) {
        this.results = results;
    }

    void print() {
        results.keySet().forEach(figure -> System.out.println(line(figure)));
    }

    private String line(String figure) {
        var rounds = results.get(figure);
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"drain_%s\",\"jobs\":%d,\"slots\":%d,\"rounds\":%d,\"jobs_per_s\":%.0f,\"best_jobs_per_s\":%.0f,"
                        + "\"enqueued_per_s\":%.0f,\"server_cpu_us_per_job\":%.0f,\"client_cpu_us_per_job\":%.0f,"
                        + "\"wal_bytes_per_job\":%.0f,\"write_transactions_per_job\":%.2f,\"foreign\":%.2f%s}",
                figure,
                rounds.getFirst().jobs(),
                Drain.SLOTS,
                rounds.size(),
                median(rounds, DrainResult::rate),
                rounds.stream().mapToDouble(DrainResult::rate).max().orElseThrow(),
                median(rounds, DrainResult::enqueueRate),
                median(rounds, DrainResult::serverMicros),
                median(rounds, DrainResult::clientMicros),
                median(rounds, DrainResult::walBytes),
                median(rounds, DrainResult::transactions),
                median(rounds, round -> round.used().foreign()),
                ratios(figure));
    }

    private String ratios(String figure) {
        return BESIDE.getOrDefault(figure, List.of()).stream()
                .filter(results::containsKey)
                .map(beside -> ",\"ratio_to_" + beside + "\":" + ratio(figure, beside, DrainResult::rate)
                        + ",\"server_cpu_to_" + beside + "\":" + ratio(figure, beside, DrainResult::serverMicros))
                .collect(joining());
    }

    private String ratio(String figure, String beside, ToDoubleFunction<DrainResult> value) {
        var own = results.get(figure);
        var others = results.get(beside);
        var ratios = IntStream.range(0, own.size())
                .mapToDouble(round -> value.applyAsDouble(own.get(round)) / value.applyAsDouble(others.get(round)))
                .toArray();
        return String.format(Locale.ROOT, "%.2f", new Samples("ratio", ratios).median());
    }

    private static double median(List<DrainResult> rounds, ToDoubleFunction<DrainResult> value) {
        return new Samples("rounds", rounds.stream().mapToDouble(value).toArray()).median();
    }
}
