package dev.coppice.worker;

import dev.coppice.agent.Agent;
import dev.coppice.agent.CommandAgent;
import dev.coppice.agent.ShellAgent;
import dev.coppice.database.OwnFolder;
import dev.coppice.integration.Integrator;
import dev.coppice.process.LogFile;
import dev.coppice.queue.Attempts;
import dev.coppice.queue.Claims;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.task.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;

/** Gathers what an attempt needs: the task, its repository's workshop, its agent, and a log of its own. */
@ApplicationScoped
class Assignments {

    /** The agents that this version can drive, by the names that the command line and the database use. */
    static final Set<String> AGENTS = Set.of("shell", "command");

    private final Claims claims;
    private final Attempts attempts;
    private final Workshops workshops;
    private final OwnFolder folder;

    Assignments(Claims claims, Attempts attempts, Workshops workshops, OwnFolder folder) {
        this.claims = claims;
        this.attempts = attempts;
        this.workshops = workshops;
        this.folder = folder;
    }

    Assigned prepare(ActiveAttempt attempt) throws IOException {
        var lease = attempt.lease();
        var work = claims.work(lease);
        var file = folder.logs()
                .resolve(lease.execution().value())
                .resolve(work.task().number() + "-" + lease.attempt() + ".log");
        var log = LogFile.open(file);
        attempts.log(lease, file.toString());
        return new Assigned(attempt, work, workshops.of(work.repository()), agent(work.settings()), log);
    }

    Integrator integrator(Lease lease) {
        var work = claims.work(lease);
        return workshops.of(work.repository()).integrator();
    }

    private static Agent agent(ExecutionSettings settings) {
        return switch (settings.agent()) {
            case "shell" -> new ShellAgent();
            case "command" -> new CommandAgent(settings.agentCommand());
            default -> throw new IllegalStateException("no agent named " + settings.agent());
        };
    }
}
