package dev.coppice.submission;

import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Scheduling;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Optional<String> push,
        Optional<Set<String>> planAgents) {

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
                Optional.empty(),
                Optional.empty());
    }

    public TestRequest plan(String text) {
        return new TestRequest(
                repository, home, text, settings, mode, base, autoMerge, driver, retries, push, planAgents);
    }

    public TestRequest settings(ExecutionSettings other) {
        return new TestRequest(repository, home, plan, other, mode, base, autoMerge, driver, retries, push, planAgents);
    }

    public TestRequest mode(ExecutionMode other) {
        return new TestRequest(
                repository, home, plan, settings, other, base, autoMerge, driver, retries, push, planAgents);
    }

    public TestRequest base(String revision) {
        return new TestRequest(
                repository, home, plan, settings, mode, revision, autoMerge, driver, retries, push, planAgents);
    }

    public TestRequest autoMerge(boolean isWanted) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, isWanted, driver, retries, push, planAgents);
    }

    public TestRequest driver(Driver other) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, autoMerge, other, retries, push, planAgents);
    }

    public TestRequest retries(int number) {
        return new TestRequest(
                repository, home, plan, settings, mode, base, autoMerge, driver, number, push, planAgents);
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
                Optional.of(destination),
                planAgents);
    }

    /** Which agents the plan may name. */
    public TestRequest planAgents(Optional<Set<String>> names) {
        return new TestRequest(repository, home, plan, settings, mode, base, autoMerge, driver, retries, push, names);
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
                push,
                planAgents));
    }
}
