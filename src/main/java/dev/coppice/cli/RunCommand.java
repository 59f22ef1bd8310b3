package dev.coppice.cli;

import dev.coppice.agent.command.ShellWords;
import dev.coppice.agent.roster.InstalledAgents;
import dev.coppice.cli.options.DeliveryOptions;
import dev.coppice.cli.options.PlanOptions;
import dev.coppice.cli.options.ReportOptions;
import dev.coppice.cli.options.SchedulingOptions;
import dev.coppice.cli.options.TaskOptions;
import dev.coppice.cli.plan.PlanFile;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.Plan;
import dev.coppice.plan.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coppice run}: runs a plan to its end in this process. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a plan to its end here; progress on standard error.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every task is completed",
            "1:a task failed",
            "2:bad plan or usage",
            "3:infrastructure; or completed, and not pushed, opened or merged as was asked for",
            "4:what is left waits for approval; --resume --approve goes on",
            "130:interrupted; --resume goes on"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunCommand implements Callable<Integer> {

    static final int MOST_WORKERS = 256;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PLAN", description = "The Markdown plan.")
    Path plan;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The git repository. Default: here.")
    Path repository;

    @Mixin
    ModeOptions place = new ModeOptions();

    @Option(
            names = "--agent",
            paramLabel = "A",
            defaultValue = "",
            description = "claude, codex, opencode: the CLI of that name, see docs/agents.md;"
                    + " shell: runs the tasks' own sh and bash blocks.")
    String agent;

    @Option(
            names = "--agent-command",
            paramLabel = "CMD",
            defaultValue = "",
            description =
                    "Any command that reads the prompt on standard input; split as a shell would, run without one.")
    String agentCommand;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Tasks at the same time. Default: the number of cores.")
    @Nullable
    Integer workers;

    @Option(
            names = "--base",
            paramLabel = "REF",
            defaultValue = "HEAD",
            description = "Where to start from. Default: HEAD.")
    String base;

    @Mixin
    PlanOptions reading = new PlanOptions();

    @Mixin
    DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    TaskOptions task = new TaskOptions();

    @Mixin
    SchedulingOptions scheduling = new SchedulingOptions();

    @Option(
            names = "--approve",
            paramLabel = "PART",
            split = ",",
            description =
                    "What of the plan is approved beforehand: tasks by number, batches by position as batch:2, or all.")
    List<String> approve = List.of();

    @Option(names = "--resume", description = "Goes on with the newest execution of this plan in this repository.")
    boolean resume;

    @Option(
            names = "--replace",
            description =
                    "With --mode local: cancels the unfinished execution that has this checkout; its result stays.")
    boolean replace;

    @Mixin
    ReportOptions reports = new ReportOptions();

    @Option(names = "--json", description = "Prints the report as JSON on standard output.")
    boolean json;

    @Override
    public Integer call() {
        return run(request());
    }

    /** On a free port, because nobody calls it; quiet, because the progress says what there is to say. */
    static int run(RunRequest request) {
        var settings = Map.of("quarkus.http.port", "0", "quarkus.log.console.level", "WARN");
        Interruption.watch();
        return new ServiceHost("run " + request.planName(), settings, System.err)
                .orElse(owned -> owned.service().map(note -> new ServiceRun(request, note, owned::service).run()))
                .run(RunApplication.class, Argument.of(request));
    }

    /** Everything that can be refused is refused here, before a folder or a database is touched. */
    private RunRequest request() {
        if (workers != null && (workers < 1 || workers > MOST_WORKERS)) {
            throw wrong("--workers must be between 1 and " + MOST_WORKERS);
        }
        place.objection(resume)
                .or(this::ofAnotherBeginning)
                .or(scheduling::objection)
                .or(delivery::objection)
                .or(task::objection)
                .ifPresent(reason -> {
                    throw wrong(reason);
                });
        var command = agentCommand.isEmpty() ? List.<String>of() : words();
        return new RunRequest(
                plan.toString(),
                readPlan(),
                openRepository().toString(),
                place.meant(),
                base,
                delivery.autoMerge(),
                delivery.push(),
                delivery.pullRequest(),
                agentName(command),
                command,
                place.isolation.word,
                task.seconds().orElse(0L),
                Optional.ofNullable(workers).orElse(0),
                task.repairRounds().orElse(-1),
                scheduling.scheduling(),
                approve,
                resume,
                replace,
                json,
                place.image,
                reading.dialect().orElse(""),
                markedFile(),
                reports.files());
    }

    private Optional<String> ofAnotherBeginning() {
        return Stream.of(delivery.kept(), scheduling.kept(), reading.kept())
                .flatMap(List::stream)
                .filter(_ -> resume)
                .findFirst()
                .map(option ->
                        option + " is said when a plan begins; an execution that is resumed keeps what was said then");
    }

    private String agentName(List<String> command) {
        if (!command.isEmpty()) {
            refuseIfMissing("command", command, "--agent-command: ");
            return "command";
        }
        if (agent.isEmpty() && !resume) {
            throw wrong("which agent? --agent claude, codex, opencode or shell, or --agent-command 'CMD'");
        }
        if (!agent.isEmpty()) {
            refuseIfMissing(agent, command, "");
        }
        return agent;
    }

    private void refuseIfMissing(String name, List<String> command, String prefix) {
        var agents = InstalledAgents.configured();
        // In containers it is the image that must have the agent's program.
        var objection = place.hasImage() ? agents.objection(name, command) : agents.missing(name, command);
        objection.ifPresent(reason -> {
            throw wrong(prefix + reason);
        });
        place.isolation.tellOfFallback(agents.cli(name).isPresent());
    }

    private List<String> words() {
        return switch (ShellWords.split(agentCommand)) {
            case ShellWords.Words(var words) -> words;
            case ShellWords.Malformed(var reason) -> throw wrong("--agent-command: " + reason);
        };
    }

    private Path openRepository() {
        return switch (GitRepository.open(repository)) {
            case Opening.Opened(var opened) -> opened.topLevel();
            case Opening.Refused(var reason) -> throw wrong(reason);
        };
    }

    /** The plan has to lie in the repository itself: that is what a result can hold. */
    private String markedFile() {
        if (!reading.marksDone() || resume) {
            return "";
        }
        return PlanOptions.pathInRepository(plan, openRepository())
                .orElseThrow(() -> wrong(
                        "--mark-done marks a plan that lies in the repository's checkout; " + plan + " does not"));
    }

    /** A plan that cannot run is refused with all its diagnostics; of one that can, people see the warnings. */
    private String readPlan() {
        return switch (PlanFile.read(plan, reading.dialect())) {
            case PlanFile.Read read -> accepted(read);
            case PlanFile.Unreadable(var reason) -> throw wrong(reason);
        };
    }

    private String accepted(PlanFile.Read read) {
        System.err.print(read.lines());
        return switch (read.parsed()) {
            case ParsedPlan.Accepted(var parsed, var _) -> {
                refuseUnknown("--approve", approve, parsed);
                refuseUnknown("--require-approval", scheduling.scheduling().requireApproval(), parsed);
                yield read.text();
            }
            case ParsedPlan.Rejected _ -> throw wrong("the plan cannot be run as it is written; nothing was started");
        };
    }

    private void refuseUnknown(String option, List<String> words, Plan parsed) {
        new Selection(words).objection(parsed).ifPresent(reason -> {
            throw wrong(option + ": " + reason);
        });
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
