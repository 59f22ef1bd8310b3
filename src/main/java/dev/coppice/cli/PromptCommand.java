package dev.coppice.cli;

import dev.coppice.agent.Prompt;
import dev.coppice.agent.roster.InstalledAgents;
import dev.coppice.cli.plan.PlanFile;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.OneLine;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.PlannedTask;
import dev.coppice.process.Legible;
import dev.coppice.project.ProjectFile;
import dev.coppice.project.ProjectSettings;
import dev.coppice.prompt.Briefing;
import dev.coppice.prompt.Forecast;
import dev.coppice.prompt.HouseFiles;
import dev.coppice.task.CommitId;
import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coppice prompt}: shows what a task's agent would be told, and starts nothing. */
@Command(
        name = "prompt",
        mixinStandardHelpOptions = true,
        description =
                "Prints what the agent of a task would read on its standard input in its first round; runs nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:a plan, a repository's file or a task that makes no sense, or bad usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PromptCommand implements Callable<Integer> {

    private static final int MOST_NUMBERS = 200;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PLAN", description = "The Markdown plan.")
    Path planFile;

    @Parameters(index = "1", paramLabel = "TASK", description = "The task's number, such as 1.2.")
    String number;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The git repository. Default: here.")
    Path repository;

    @Option(
            names = "--base",
            paramLabel = "REF",
            defaultValue = "HEAD",
            description = "Where the plan would start from. Default: HEAD.")
    String base;

    @Option(
            names = "--agent",
            paramLabel = "A",
            defaultValue = "claude",
            description =
                    "As this agent would be told; command is any command. Default: claude, which gets CLAUDE.md's text as well.")
    String agent;

    @Override
    public Integer call() {
        refuseAgentWithoutPrompt();
        return switch (PlanFile.read(planFile, Optional.empty())) {
            case PlanFile.Read(var _, ParsedPlan.Accepted(var plan, var _), var _) -> show(plan);
            case PlanFile.Read(var _, ParsedPlan.Rejected _, var lines) -> rejected(lines);
            case PlanFile.Unreadable(var reason) -> throw wrong(reason);
        };
    }

    private void refuseAgentWithoutPrompt() {
        var readers = InstalledAgents.configured().promptReaders();
        if (!readers.contains(agent)) {
            throw wrong("--agent must be one that reads a prompt: " + String.join(", ", readers));
        }
    }

    private int rejected(String lines) {
        spec.commandLine().getErr().print(lines);
        spec.commandLine().getErr().flush();
        return ExitCode.USAGE;
    }

    private int show(Plan plan) {
        var text = text(plan, task(plan));
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        var out = spec.commandLine().getOut();
        out.print(isTerminal ? Legible.text(text) : text);
        out.flush();
        return ExitCode.OK;
    }

    private PlannedTask task(Plan plan) {
        return plan.tasks().stream()
                .filter(task -> task.number().text().equals(number))
                .findFirst()
                .orElseThrow(
                        () -> wrong("the plan has no task " + OneLine.of(number) + "; there are: " + numbers(plan)));
    }

    private static String numbers(Plan plan) {
        var tasks = plan.tasks();
        return tasks.stream()
                        .limit(MOST_NUMBERS)
                        .map(task -> task.number().text())
                        .collect(Collectors.joining(", "))
                + (tasks.size() > MOST_NUMBERS ? " and " + (tasks.size() - MOST_NUMBERS) + " more" : "");
    }

    private String text(Plan plan, PlannedTask task) {
        var opened = open();
        var commit = opened.resolve(base).orElseThrow(() -> wrong("no commit named " + base));
        var project = project(opened, commit).about(plan.context());
        return Prompt.first(
                InstalledAgents.configured().notes(agent),
                task,
                new Briefing(project.prompt(), Forecast.of(plan, task)),
                HouseFiles.of(opened, commit));
    }

    private GitRepository open() {
        return switch (GitRepository.open(repository)) {
            case Opening.Opened(var opened) -> opened;
            case Opening.Refused(var reason) -> throw wrong(reason);
        };
    }

    private ProjectSettings project(GitRepository opened, CommitId commit) {
        return switch (ProjectFile.read(path -> opened.history().file(commit, path))) {
            case ProjectFile.Reading.Read(var settings) -> settings;
            case ProjectFile.Reading.Malformed(var reason) -> throw wrong(reason);
        };
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
