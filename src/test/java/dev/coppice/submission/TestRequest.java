package dev.coppice.submission;

import dev.coppice.plan.Selection;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Scheduling;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A plan as tests hand it in: what they do not say is as plain as can be. */
public record TestRequest(
        Path repository,
        HomeId home,
        String plan,
        ExecutionSettings settings,
        ExecutionMode mode,
        String base,
        boolean autoMerge,
        Driver driver,
        int retries,
        Delivery delivery,
        Staffing staffing,
        PlanTerms terms) {

    /** One task for a shell that is never asked, on HEAD, in a worktree. */
    public static TestRequest in(Path repository, HomeId home) {
        return new TestRequest(
                repository,
                home,
                "## Batch 1: One\n\n### Task 1.1: Only\n\nDo it.\n",
                new ExecutionSettings("shell", List.of(), "host", Duration.ofMinutes(5), 2),
                ExecutionMode.WORKTREE,
                "HEAD",
                false,
                Driver.RUN,
                0,
                Delivery.NONE,
                new Staffing(Optional.empty(), Optional.empty()),
                PlanTerms.USUAL);
    }

    public TestRequest plan(String text) {
        return new TestRequest(
                repository, home, text, settings, mode, base, autoMerge, driver, retries, delivery, staffing, terms);
    }

    public TestRequest settings(ExecutionSettings other) {
        return new TestRequest(
                repository, home, plan, other, mode, base, autoMerge, driver, retries, delivery, staffing, terms);
    }

    public TestRequest mode(ExecutionMode other) {
        return new TestRequest(
                repository, home, plan, settings, other, base, autoMerge, driver, retries, delivery, staffing, terms);
    }

    public TestRequest base(String revision) {
        return new TestRequest(
                repository,
                home,
                plan,
                settings,
                mode,
                revision,
                autoMerge,
                driver,
                retries,
                delivery,
                staffing,
                terms);
    }

    public TestRequest autoMerge(boolean isWanted) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, isWanted, driver, retries, delivery, staffing, terms);
    }

    public TestRequest driver(Driver other) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, autoMerge, other, retries, delivery, staffing, terms);
    }

    public TestRequest retries(int number) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, autoMerge, driver, number, delivery, staffing, terms);
    }

    public TestRequest push(String destination) {
        return new TestRequest(
                repository,
                home,
                plan,
                settings,
                mode,
                base,
                autoMerge,
                driver,
                retries,
                new Delivery(Optional.of(destination), delivery.pullRequest()),
                staffing,
                terms);
    }

    public TestRequest pullRequest(PullRequestAsk ask) {
        return new TestRequest(
                repository,
                home,
                plan,
                settings,
                mode,
                base,
                autoMerge,
                driver,
                retries,
                new Delivery(delivery.push(), Optional.of(ask)),
                staffing,
                terms);
    }

    /** Who may work on it. */
    public TestRequest staffing(Staffing other) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, autoMerge, driver, retries, delivery, other, terms);
    }

    /** What is completed is marked in this file of the repository. */
    public TestRequest marking(String file) {
        return new TestRequest(
                repository,
                home,
                plan,
                settings,
                mode,
                base,
                autoMerge,
                driver,
                retries,
                delivery,
                staffing,
                new PlanTerms(Optional.empty(), Optional.of(file)));
    }

    public Submitted submitTo(Submission submission) {
        return submission.submit(new PlanRequest(
                "plan.md",
                plan,
                BatchRange.ALL,
                repository,
                mode,
                base,
                autoMerge,
                false,
                settings,
                home,
                driver,
                new Scheduling(Optional.empty(), 0, retries, Optional.empty()),
                delivery,
                staffing,
                Optional.empty(),
                Selection.NONE,
                terms));
    }
}
