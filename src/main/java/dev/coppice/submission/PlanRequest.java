package dev.coppice.submission;

import dev.coppice.plan.Selection;
import dev.coppice.project.ProjectSettings;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Scheduling;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A plan to run and where.
 *
 * @param repository the repository's own folder, as {@code GitRepository} names it
 * @param base the revision to start from, such as {@code HEAD}
 * @param autoMerge whether the branch that the base names is to be taken forward to the completed result
 * @param delivery where the completed result is to go
 * @param staffing who may work on it besides the agent of the settings
 * @param replace in mode local, cancel the unfinished execution that has the checkout
 * @param home the data folder on whose disk the repository lies
 * @param key empty for one that nobody sends twice; whoever submits with the same key again gets the execution that there is already
 * @param terms how the text is read, and whether what is completed is marked in its file
 * @param approval what of it a person is to approve before it begins, besides what the plan itself says
 */
public record PlanRequest(
        String planName,
        String planText,
        BatchRange range,
        Path repository,
        ExecutionMode mode,
        String base,
        boolean autoMerge,
        boolean replace,
        ExecutionSettings settings,
        HomeId home,
        Driver driver,
        Scheduling scheduling,
        Delivery delivery,
        Staffing staffing,
        Optional<String> key,
        Selection approval,
        PlanTerms terms) {

    /** The same, in a repository that asks for this. */
    PlanRequest in(ProjectSettings project) {
        return with(settings.in(project));
    }

    /** The same, to be worked on in another way. */
    PlanRequest with(ExecutionSettings other) {
        return new PlanRequest(
                planName,
                planText,
                range,
                repository,
                mode,
                base,
                autoMerge,
                replace,
                other,
                home,
                driver,
                scheduling,
                delivery,
                staffing,
                key,
                approval,
                terms);
    }
}
