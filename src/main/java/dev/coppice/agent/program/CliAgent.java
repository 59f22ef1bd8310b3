package dev.coppice.agent.program;

import dev.coppice.agent.Agent;
import dev.coppice.agent.AgentListener;
import dev.coppice.agent.AgentReport;
import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Prompt;
import dev.coppice.agent.Secrets;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RedactingLauncher;
import dev.coppice.process.Redaction;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A coding-agent CLI without a terminal: the prompt on standard input, its events on standard output, nobody to ask. */
public final class CliAgent implements Agent {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 5;
    private static final int OK = 0;

    private final Cli cli;
    private final Programs programs;
    private final Homes homes;
    private final Duration grace;

    public CliAgent(Cli cli, Programs programs, Homes homes) {
        this(cli, programs, homes, GRACE);
    }

    /** After its last word the CLI has {@code grace} to end by itself. */
    public CliAgent(Cli cli, Programs programs, Homes homes, Duration grace) {
        this.cli = cli;
        this.programs = programs;
        this.homes = homes;
        this.grace = grace;
    }

    @Override
    public boolean canRepair() {
        return true;
    }

    @Override
    public AgentReport work(
            Assignment assignment,
            Launcher launcher,
            Output log,
            Consumer<RunningProcess> started,
            AgentListener listener) {
        var program = programs.find(cli.program());
        if (program.isEmpty()) {
            return unavailable(programs.missing(cli.program()));
        }
        try {
            var secrets = OwnSecrets.read(cli.secrets(), assignment.environment());
            var kept = Secrets.forms(secrets.values().values());
            var prompt = Prompt.of(assignment, cli.notes());
            listener.told(Redaction.of(prompt, kept));
            var quiet = new RedactingLauncher(launcher, kept);
            var desk = new Desk(program.get(), prompt, quiet, log, started, listener, secrets);
            var equipped = assignment.with(secrets.values());
            return assignment.conversation().isPresent() ? goOn(equipped, desk) : begin(equipped, desk);
        } catch (IOException e) {
            return unavailable("cannot give the " + cli.program().title() + " what it needs: " + e.getMessage());
        }
    }

    private static AgentReport unavailable(String reason) {
        return AgentReport.withoutCost(AgentResult.Unavailable.here(reason));
    }

    /** What every run of one work is started with. */
    private record Desk(
            Path program,
            String prompt,
            Launcher launcher,
            Output log,
            Consumer<RunningProcess> started,
            AgentListener listener,
            OwnSecrets secrets) {

        void note(String words) {
            try {
                log.line("coppice: " + words);
            } catch (IOException e) {
                // A log that cannot be written must not keep the work from going on.
            }
        }
    }

    /** What one run came to. */
    private record Ended(AgentResult result, CliRun run) {

        /** As where the CLI does not find the conversation any more: it ended before a model had said a word, and not for want of one. */
        boolean isStillborn() {
            return !run.hasAnswered()
                    && (result instanceof AgentResult.Failed || result instanceof AgentResult.Blocked);
        }

        AgentReport report(Optional<Path> home) {
            return new AgentReport(result, run.cost(), run.usage(), run.conversation(home), run.resetsAt());
        }
    }

    private AgentReport begin(Assignment assignment, Desk desk) throws IOException {
        var home = cli.wantsOwnHome(assignment.environment())
                ? Optional.of(homes.fresh(assignment))
                : Optional.<Path>empty();
        return run(assignment, home, desk).report(home);
    }

    /** The whole task is told again: the CLI may have summed up what was said before. */
    private AgentReport goOn(Assignment assignment, Desk desk) throws IOException {
        var before = assignment.conversation().orElseThrow();
        var ended = run(assignment, before.home(), desk);
        if (ended.isStillborn()) {
            desk.note("it cannot go on with its conversation " + before.id() + " and begins another");
            return begin(assignment.anew(), desk);
        }
        return ended.report(before.home());
    }

    private Ended run(Assignment assignment, Optional<Path> home, Desk desk) throws IOException {
        var linger = new Linger(grace);
        var run = cli.listener(assignment, desk.prompt());
        var command = run.connect(cli.command(desk.program(), assignment, desk.prompt(), home)
                .with(desk.secrets().values()));
        var stream = new CliStream(run, new Transcript(desk.log(), assignment.directory()), linger, desk.listener());
        var tail = new Tail(TAIL_BYTES);
        var process = desk.launcher().launch(command, stream.events(), Tee.of(stream.errors(), tail));
        linger.watch(process);
        var ended = new Polite(process, run).awaitKnownTo(desk.started());
        linger.cancel();
        stream.finish();
        if (linger.isOver()) {
            desk.note(
                    run.hasGivenUp()
                            ? "it would try in vain for ever, and was ended"
                            : "it did not end within " + grace.toMillis() / 1000.0
                                    + " s after its last word, and was ended");
        }
        var lastLines = tail.lastLines(QUOTED_LINES);
        var result = switch (ended) {
            case ProcessResult.NotStarted(var reason) -> AgentResult.Unavailable.here(reason);
            case ProcessResult.Exited(int code, var _) -> run.judge(code, lastLines);
            case ProcessResult.TimedOut(var limit) ->
                overdue(run.isOver() || linger.isOver() ? run.judge(OK, lastLines) : new AgentResult.Stopped(), limit);
            case ProcessResult.Exceeded(var limit) -> new AgentResult.Failed(limit, OK);
            case ProcessResult.Stopped _ -> linger.isOver() ? run.judge(OK, lastLines) : new AgentResult.Stopped();
        };
        return new Ended(result, run);
    }

    /** Its last word counts if it came in time; that it stops is only its answer to being ended. */
    private static AgentResult overdue(AgentResult judged, Duration limit) {
        return judged instanceof AgentResult.Stopped ? new AgentResult.TimedOut(limit) : judged;
    }
}
