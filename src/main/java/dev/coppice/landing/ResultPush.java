package dev.coppice.landing;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.queue.publication.Published;
import dev.coppice.queue.publication.PushStanding;
import dev.coppice.queue.publication.Pushes;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one act of handing over that waits for another machine: pushes a completed result where that was asked for. May be called at any
 * time and as often as one likes. A remote that does not answer makes no execution fail; it is asked again, after growing pauses.
 */
@ApplicationScoped
public class ResultPush {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Within this process one waits for the other, so that both know afterwards what came of it. */
    private final Map<ExecutionId, ReentrantLock> doors = new ConcurrentHashMap<>();

    private final Pushes pushes;
    private final ResultBranches results;
    private final RemoteAccess access;

    ResultPush(Pushes pushes, ResultBranches results, RemoteAccess access) {
        this.pushes = pushes;
        this.results = results;
        this.access = access;
    }

    /** A {@link dev.coppice.git.GitFailure} if this process is interrupted; its successor goes on. Does nothing if no push is due for the execution, or another process is at it. */
    public void push(ExecutionId execution) {
        var door = doors.computeIfAbsent(execution, _ -> new ReentrantLock());
        door.lock();
        try {
            pushes.take(execution, access.longest()).ifPresent(turn -> tryTo(execution, turn));
        } finally {
            door.unlock();
        }
    }

    /** The executions of this data folder, and of all that services share, whose results are to be pushed now. */
    public List<ExecutionId> due(HomeId home) {
        return pushes.due(home);
    }

    /** A person asks for it, so what is left of a pause is over. */
    public void endPause(ExecutionId execution) {
        pushes.tryNow(execution);
    }

    /** All pauses of this data folder's are over, and so are the tries of its dead predecessor. */
    public void release(HomeId home) {
        pushes.release(home);
    }

    private void tryTo(ExecutionId execution, Pushes.Try turn) {
        try {
            switch (end(execution, turn)) {
                case RemoteBranch.End.Pushed(var detail) ->
                    pushes.record(execution, PushStanding.Outcome.PUSHED, detail);
                case RemoteBranch.End.Left(var detail) -> pushes.record(execution, PushStanding.Outcome.LEFT, detail);
                case RemoteBranch.End.Later(var problem) -> postpone(execution, turn, problem);
            }
        } catch (IllegalStateException e) {
            postpone(execution, turn, String.valueOf(e.getMessage()));
        }
    }

    private RemoteBranch.End end(ExecutionId execution, Pushes.Try turn) {
        var repository = results.repository(execution);
        var refs = new ExecutionRefs(execution);
        var result = results.tip(execution);
        var branch = new RemoteBranch(repository, access.of(repository), refs, turn.target());
        return objection(execution, turn)
                .<RemoteBranch.End>map(reason -> new RemoteBranch.End.Left(reason + branch.onceMerged()))
                .orElseGet(() -> branch.bring(result));
    }

    /** Over there the user's base branch must not get what it could not get here: the next pull would have to merge it after all. */
    private Optional<String> objection(ExecutionId execution, Pushes.Try turn) {
        return turn.merged()
                .filter(merged -> merged == Published.Outcome.LEFT)
                .flatMap(_ -> results.base(execution))
                .filter(turn.target().branch()::equals)
                .map(base -> "the branch " + base.shortName()
                        + " here was not merged, so it is not pushed either; once it is, by hand: ");
    }

    private void postpone(ExecutionId execution, Pushes.Try turn, String problem) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(turn.number() - 1, 20));
        pushes.postpone(execution, problem, pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        Log.warnf(
                "could not push the result of %s to %s yet: %s",
                execution, turn.target().remote(), problem);
    }
}
