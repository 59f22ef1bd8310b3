package dev.coppice.cli;

import dev.coppice.cli.progress.RunView;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.OwnFolder;
import dev.coppice.maintenance.Takeover;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Scope;
import dev.coppice.report.ExecutionReport;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.quarkus.logging.Log;
import io.quarkus.runtime.QuarkusApplication;
import java.time.Duration;

/** One plan from its first task to its report, inside Quarkus. */
final class RunApplication implements QuarkusApplication {

    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(30);

    private final RunBeginning beginning;
    private final RunFollowing following;
    private final Takeover takeover;
    private final Worker worker;
    private final OwnFolder folder;

    RunApplication(RunBeginning beginning, RunFollowing following, Takeover takeover, Worker worker, OwnFolder folder) {
        this.beginning = beginning;
        this.following = following;
        this.takeover = takeover;
        this.worker = worker;
        this.folder = folder;
    }

    @Override
    public int run(String... arguments) {
        var request = Argument.read(arguments[0], RunRequest.class);
        var home = new HomeId(folder.id());
        var self = WorkerId.random();
        Log.infof(
                "coppice run %s in %s (pid %d)",
                request.planName(),
                request.repository(),
                ProcessHandle.current().pid());
        takeover.takeOver(home, self, beginning.resumed(request).map(ExecutionStatus::id));
        return switch (beginning.begin(request, home)) {
            case RunBeginning.Beginning.Refused(var reason) -> refuse(reason);
            case RunBeginning.Beginning.Following(var execution) -> {
                following.approve(execution, request);
                worker.start(new Scope.OwnExecution(execution), self, home, following.slots(execution));
                yield report(runToItsEnd(execution), request);
            }
        };
    }

    private static int refuse(String reason) {
        System.err.println("coppice: " + reason);
        return ExitCode.USAGE;
    }

    /** Interrupted, it ends what runs, keeps its work, and leaves the tasks to {@code --resume}. */
    private ExecutionStatus runToItsEnd(ExecutionId execution) {
        try {
            following.follow(execution);
            if (Interruption.isRequested()) {
                System.err.println(
                        "coppice: ending the agents and keeping their work; interrupt again to exit at once");
                following.pause(execution);
            }
        } finally {
            worker.drain(TO_GIVE_BACK);
        }
        var end = following.end(execution);
        Log.infof("%s: %s", execution, end.state().word());
        return end;
    }

    private int report(ExecutionStatus status, RunRequest request) {
        var ending = new RunEnding(RunView.of(status), ExecutionReport.of(status), request);
        ending.print(System.out, System.err);
        return following.keep(status, request.reports(), ending.exitCode());
    }
}
