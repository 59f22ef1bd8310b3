package dev.coppice.agent;

import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The Claude CLI without a terminal: the prompt on standard input, its events on standard output, nobody to ask. */
final class ClaudeAgent implements Agent {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 5;
    private static final Pattern SESSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{0,63}");

    private static final List<String> LOGINS =
            List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN");

    private final InstalledAgents installed;
    private final ClaudeConfig config;
    private final Homes homes;
    private final Duration grace;

    ClaudeAgent(InstalledAgents installed, Homes homes) {
        this(installed, homes, GRACE);
    }

    ClaudeAgent(InstalledAgents installed, Homes homes, Duration grace) {
        this.installed = installed;
        this.config = installed.settings().claude();
        this.homes = homes;
        this.grace = grace;
    }

    @Override
    public boolean canRepair() {
        return true;
    }

    @Override
    public AgentReport work(Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started) {
        return work(assignment, launcher, log, started, () -> {});
    }

    @Override
    public AgentReport work(
            Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started, Runnable answered) {
        var program = installed.program(InstalledAgents.CLAUDE);
        if (program.isEmpty()) {
            return AgentReport.withoutCost(AgentResult.Unavailable.here(
                    installed.missing(InstalledAgents.CLAUDE, List.of()).orElse("the Claude CLI came and went")));
        }
        var desk = new Desk(program.get(), launcher, log, started, answered);
        try {
            return assignment.conversation().isPresent() ? goOn(assignment, desk) : begin(assignment, desk);
        } catch (IOException e) {
            return AgentReport.withoutCost(AgentResult.Unavailable.here("cannot make a HOME for Claude: " + e));
        }
    }

    /** What every run of one work is started with. */
    private record Desk(
            Path program, Launcher launcher, Output log, Consumer<RunningProcess> started, Runnable answered) {

        void note(String words) {
            try {
                log.line("coppice: " + words);
            } catch (IOException e) {
                // A log that cannot be written must not keep the work from going on.
            }
        }
    }

    /** What one run came to. */
    private record Run(AgentResult result, ClaudeSummary told) {

        /** As where the CLI does not find the conversation any more: it failed before a model had said a word. */
        boolean isStillborn() {
            return result instanceof AgentResult.Failed && told.said().isEmpty();
        }
    }

    private AgentReport begin(Assignment assignment, Desk desk) throws IOException {
        var home = home(assignment);
        return report(run(command(desk.program(), assignment, home), desk), home, BigDecimal.ZERO);
    }

    /** The whole task is told again: the CLI may have summed up what was said before. */
    private AgentReport goOn(Assignment assignment, Desk desk) throws IOException {
        var before = assignment.conversation().orElseThrow();
        var run = run(command(desk.program(), assignment, before.home()), desk);
        if (run.isStillborn()) {
            desk.note("it cannot go on with its conversation " + before.id() + " and begins another");
            return begin(assignment.anew(), desk);
        }
        return report(run, before.home(), before.cost());
    }

    private Run run(Command command, Desk desk) {
        var linger = new Linger(grace);
        var stream = new ClaudeStream(desk.log(), linger, desk.answered());
        var tail = new Tail(TAIL_BYTES);
        var process = desk.launcher().launch(command, stream.events(), Tee.of(stream.errors(), tail));
        linger.watch(process);
        var ended = process.awaitKnownTo(desk.started());
        linger.cancel();
        if (linger.isOver()) {
            desk.note("it did not end within " + grace.toMillis() / 1000.0 + " s after its result, and was ended");
        }
        var told = stream.finish();
        var judgement =
                new ClaudeJudgement(told, linger.isOver(), tail.lastLines(QUOTED_LINES), config.acceptDenials());
        return new Run(judgement.of(ended, command.timeLimit()), told);
    }

    /** The CLI counts on from what the conversation has cost before. */
    private static AgentReport report(Run run, Optional<Path> home, BigDecimal before) {
        var total = run.told().result().flatMap(ClaudeEvent.Result::cost);
        var cost = total.map(sum -> sum.compareTo(before) < 0 ? sum : sum.subtract(before));
        var conversation = run.told()
                .began()
                .map(ClaudeEvent.Began::session)
                .filter(ClaudeAgent::isName)
                .map(session -> new Conversation(session, home, total.orElse(before)));
        return new AgentReport(run.result(), cost, conversation, run.told().resetsAt());
    }

    /** It goes back onto a command line. */
    private static boolean isName(String session) {
        return SESSION.matcher(session).matches();
    }

    private Command command(Path program, Assignment assignment, Optional<Path> home) {
        var environment = ClaudeEnvironment.of(
                assignment.environment(), config.environment().orElse(List.of()), home);
        return new Command(
                ClaudeArguments.of(program, config, assignment.conversation()),
                assignment.directory(),
                environment,
                Prompt.withNotes(assignment, RepositoryNotes.CLAUDES),
                assignment.timeLimit());
    }

    private Optional<Path> home(Assignment assignment) throws IOException {
        return config.home().isOwn(assignment.environment(), LOGINS)
                ? Optional.of(homes.fresh(assignment))
                : Optional.empty();
    }
}
