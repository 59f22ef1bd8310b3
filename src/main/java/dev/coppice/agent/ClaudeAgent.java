package dev.coppice.agent;

import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.process.Tee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The Claude CLI without a terminal: the prompt on standard input, its events on standard output, nobody to ask. */
final class ClaudeAgent implements Agent {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_BYTES = 4096;
    private static final int QUOTED_LINES = 5;

    private final InstalledAgents installed;
    private final ClaudeConfig config;
    private final Path homes;
    private final Duration grace;

    /** The {@code homes} are a folder of Coppice's own, for a HOME per attempt. */
    ClaudeAgent(InstalledAgents installed, Path homes) {
        this(installed, homes, GRACE);
    }

    ClaudeAgent(InstalledAgents installed, Path homes, Duration grace) {
        this.installed = installed;
        this.config = installed.settings().claude();
        this.homes = homes;
        this.grace = grace;
    }

    @Override
    public AgentReport work(Assignment assignment, Launcher launcher, Output log, Consumer<RunningProcess> started) {
        var program = installed.claude();
        if (program.isEmpty()) {
            return AgentReport.withoutCost(AgentResult.Unavailable.here(
                    installed.missing(InstalledAgents.CLAUDE, List.of()).orElse("the Claude CLI came and went")));
        }
        try {
            return run(command(program.get(), assignment), launcher, log, started);
        } catch (IOException e) {
            return AgentReport.withoutCost(AgentResult.Unavailable.here("cannot make a HOME for Claude: " + e));
        }
    }

    private AgentReport run(Command command, Launcher launcher, Output log, Consumer<RunningProcess> started) {
        var linger = new Linger(grace);
        var stream = new ClaudeStream(log, linger);
        var tail = new Tail(TAIL_BYTES);
        var process = launcher.launch(command, stream.events(), Tee.of(stream.errors(), tail));
        linger.watch(process);
        var ended = process.awaitKnownTo(started);
        linger.cancel();
        var told = stream.finish();
        var judgement =
                new ClaudeJudgement(told, linger.isOver(), tail.lastLines(QUOTED_LINES), config.acceptDenials());
        return new AgentReport(
                judgement.of(ended, command.timeLimit()), told.result().flatMap(ClaudeEvent.Result::cost));
    }

    private Command command(Path program, Assignment assignment) throws IOException {
        var environment = ClaudeEnvironment.of(
                assignment.environment(), config.environment().orElse(List.of()), home(assignment));
        return new Command(
                ClaudeArguments.of(program, config, UUID.randomUUID()),
                assignment.directory(),
                environment,
                Prompt.of(assignment.task()) + RepositoryNotes.of(assignment.directory()),
                assignment.timeLimit());
    }

    /** A fresh folder, kept after the attempt for its transcript. */
    private Optional<Path> home(Assignment assignment) throws IOException {
        if (!config.home().isOwn(assignment.environment())) {
            return Optional.empty();
        }
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var names = assignment.environment();
        var execution = homes.resolve(names.getOrDefault("COPPICE_EXECUTION", "none"));
        Files.createDirectories(execution, ownerOnly);
        var attempt = assignment.task().number() + "-" + names.getOrDefault("COPPICE_ATTEMPT", "0") + "-";
        return Optional.of(Files.createTempDirectory(execution, attempt, ownerOnly));
    }
}
