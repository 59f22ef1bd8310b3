package dev.coppice.api.plans;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.PlanJson;
import java.util.List;

/**
 * A plan as it is read, with what {@code coppice validate --json} tells of it.
 *
 * @param valid whether it can run; the diagnostics of one that can are warnings and notes
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PlanView(
        boolean valid,
        String dialect,
        int tasksTotal,
        List<PlanJson.Batch> batches,
        List<PlanJson.Diagnostic> diagnostics) {

    static PlanView of(ParsedPlan parsed) {
        var told = PlanJson.of(parsed);
        return new PlanView(
                parsed instanceof ParsedPlan.Accepted,
                told.dialect(),
                told.tasksTotal(),
                told.batches(),
                told.diagnostics());
    }
}
