package dev.coppice.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.BatchStatus;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.report.TokensReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch with its tasks.
 *
 * @param batchNumber its position in the plan, from 1
 * @param number as the plan writes it; empty if it does not
 * @param needs the positions of the batches that must be completed before
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BatchView(
        String id,
        int batchNumber,
        String status,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        List<TaskView> tasks,
        String number,
        String title,
        List<Integer> needs,
        @Nullable BigDecimal costUsd,
        boolean costIsEstimate,
        @Nullable TokensReport tokens) {

    static List<BatchView> of(ExecutionStatus execution) {
        return execution.batches().stream().map(batch -> of(execution, batch)).toList();
    }

    private static BatchView of(ExecutionStatus execution, BatchStatus batch) {
        var spent = execution.spent(batch.position());
        return new BatchView(
                id(execution, batch.position()),
                batch.position(),
                batch.state(),
                batch.startedAt().orElse(null),
                batch.finishedAt().orElse(null),
                execution.tasks().stream()
                        .filter(task -> task.batch() == batch.position())
                        .map(task -> TaskView.of(execution, task))
                        .toList(),
                batch.number(),
                batch.title(),
                batch.needs(),
                spent.cost().orElse(null),
                spent.isEstimate(),
                TokensReport.of(spent.tokens()));
    }

    static String id(ExecutionStatus execution, int position) {
        return execution.id() + "_batch_" + position;
    }
}
