package dev.coppice.isolation.kubernetes;

import dev.coppice.git.GitFailure;
import dev.coppice.isolation.DistantProcess;
import dev.coppice.process.Command;
import dev.coppice.process.Input;
import dev.coppice.process.Launcher;
import dev.coppice.process.NotStarted;
import dev.coppice.process.OpenInput;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Starts every command of one attempt as a Job of its own, one after another. */
final class JobLauncher implements Launcher {

    private static final int LENGTH_OF_RANDOM = 8;
    private static final String PUSHED = "pushed ";
    private static final String UNFIT = "unfit ";

    private final Cluster cluster;
    private final KubernetesConfig config;
    private final Pace pace;
    private final Attempt attempt;
    private final boolean returning;

    /**
     * What all its commands share.
     *
     * @param name of the attempt, in words that an object of the cluster may be called by
     * @param url of the repository, as the cluster reaches it
     * @param own the folders below which one that a command names as HOME or TMPDIR is its to write to
     * @param turn of one command after another: they share a branch
     */
    record Attempt(
            String name,
            Map<String, String> labels,
            String image,
            List<String> setup,
            AttemptBranch branch,
            String url,
            String scheme,
            List<Path> own,
            ReentrantLock turn) {

        Attempt {
            labels = Map.copyOf(labels);
            setup = List.copyOf(setup);
            own = List.copyOf(own);
        }
    }

    /** @param returning whether what commands leave in the worktree comes back */
    JobLauncher(Cluster cluster, KubernetesConfig config, Pace pace, Attempt attempt, boolean returning) {
        this.cluster = cluster;
        this.config = config;
        this.pace = pace;
        this.attempt = attempt;
        this.returning = returning;
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return switch (command.input()) {
            case Input.Text(var text) ->
                // A pod has one log: what is printed as an error comes among the rest, in its order.
                DistantProcess.start(begun -> inTurn(command, text, standardOutput, begun), command.timeLimit());
            case OpenInput _ ->
                new NotStarted("a Job runs a command from its beginning to its end: nobody can talk to "
                        + command.arguments().getFirst() + " meanwhile");
        };
    }

    private ProcessResult inTurn(Command command, String input, Output output, Runnable begun)
            throws InterruptedException {
        attempt.turn().lockInterruptibly();
        try {
            return go(command, input, output, begun);
        } catch (GitFailure e) {
            if (e.kind() == GitFailure.Kind.INTERRUPTED) {
                throw new InterruptedException();
            }
            return new ProcessResult.NotStarted(
                    "the way between worktree and cluster is broken: " + String.valueOf(e.getMessage()));
        } finally {
            attempt.turn().unlock();
        }
    }

    private ProcessResult go(Command command, String input, Output output, Runnable begun) throws InterruptedException {
        var sent = attempt.branch().send(command.directory());
        var order = order(command, input, sent);
        var manifest = new JobManifest(config, order);
        if (manifest.isTooLarge()) {
            return new ProcessResult.NotStarted("what " + command.arguments().getFirst()
                    + " is to read, with its variables, is larger than the "
                    + JobOrder.MOST_SECRET_BYTES + " bytes that a Secret of the cluster can hold; split the task");
        }
        var done = new JobRun(cluster, manifest, pace, output).run(begun);
        return brought(command, sent, done, output);
    }

    private ProcessResult brought(Command command, CommitId sent, JobRun.Done done, Output output) {
        if (done.pushed().startsWith(PUSHED)) {
            attempt.branch()
                    .bring(command.directory(), sent, new CommitId(done.pushed().substring(PUSHED.length())));
        }
        return done.pushed().startsWith(UNFIT) ? unfit(done, output) : done.result();
    }

    /** It is the command's own doing that nothing can come back. */
    private static ProcessResult unfit(JobRun.Done done, Output output) {
        try {
            output.line("coppice: nothing comes back: " + done.pushed().substring(UNFIT.length()));
        } catch (IOException e) {
            // As everywhere: output that cannot be written must not change what became of the command.
        }
        return done.result() instanceof ProcessResult.Exited(int code, var ran)
                ? new ProcessResult.Exited(Math.max(code, 1), ran)
                : done.result();
    }

    private JobOrder order(Command command, String input, CommitId sent) {
        return new JobOrder(
                attempt.name() + "-" + UUID.randomUUID().toString().substring(0, LENGTH_OF_RANDOM),
                attempt.labels(),
                attempt.image(),
                command,
                input,
                attempt.setup(),
                own(command),
                new Transfer(attempt.url(), attempt.scheme(), attempt.branch().name(), sent),
                returning);
    }

    /** None within another one. */
    private List<Path> own(Command command) {
        var folders = new ArrayList<Path>();
        for (var variable : List.of("TMPDIR", "HOME")) {
            var path =
                    Path.of(command.environment().getOrDefault(variable, "/")).normalize();
            if (isOwn(path) && folders.stream().noneMatch(path::startsWith)) {
                folders.add(path);
            }
        }
        return folders;
    }

    private boolean isOwn(Path path) {
        return attempt.own().stream().anyMatch(folder -> path.startsWith(folder) && !path.equals(folder))
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
