package dev.coppice.queue.publication;

import dev.coppice.forge.MergeMethod;
import dev.coppice.queue.row.Columns;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlCall;
import dev.coppice.sql.SqlText;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which pull requests are to be opened, looked at or merged, and how they stand. Whoever takes one has it to itself for a while. */
@ApplicationScoped
public class PullRequests {

    private final Sql sql;

    PullRequests(Sql sql) {
        this.sql = sql;
    }

    /**
     * A time at which one has it to itself.
     *
     * @param failures how many calls in a row have come to nothing before
     * @param age since it was opened, or, before that, since its result was pushed
     * @param result what was pushed, and is the only thing that may be merged
     * @param unpushed why the result was not pushed; empty if it was
     */
    public record Turn(
            long id,
            UUID token,
            ExecutionId execution,
            PullRequestStanding standing,
            int failures,
            Duration age,
            CommitId result,
            PushTarget pushed,
            Optional<String> unpushed) {

        static Turn of(ResultSet row) throws SQLException {
            boolean isPushed = "pushed".equals(row.getString("push_outcome"));
            return new Turn(
                    row.getLong("id"),
                    row.getObject("turn", UUID.class),
                    new ExecutionId(Columns.text(row, "execution_id")),
                    PullRequestStanding.of(row),
                    row.getInt("failures"),
                    Duration.ofSeconds(row.getLong("age")),
                    Columns.commit(row, "result_tip"),
                    new PushTarget(
                            Columns.text(row, "push_remote"),
                            new BranchName(Columns.text(row, "push_branch")),
                            Columns.text(row, "push_address")),
                    isPushed ? Optional.empty() : Optional.of(Columns.text(row, "push_detail")));
        }
    }

    /** What is to be opened once the execution is completed and pushed; in the transaction that queues it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void ask(ExecutionId execution, PullRequestWish wish) {
        sql.call(PullRequestStatements.INSERT)
                .with("execution", execution.value())
                .with("forge", wish.forge())
                .with("project", wish.project())
                .with("head", wish.head())
                .with("base", wish.base())
                .with("title", wish.title())
                .with("draft", wish.isDraft())
                .with("labels", PullRequestStatements.array(Optional.of(wish.labels())))
                .with("merge", wish.merge().map(MergeMethod::word).orElse(null))
                .with("deletes", wish.deletesBranch())
                .with("checks", PullRequestStatements.array(wish.checks()))
                .run();
    }

    /** Nothing more is done about that of a completed execution; false if there is none, or its end has come. */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean cancel(ExecutionId execution) {
        return sql.call(PullRequestStatements.CANCEL)
                        .with("execution", execution.value())
                        .run()
                > 0;
    }

    /** How the execution's stands; empty if it asks for none. Read in the caller's transaction. */
    public Optional<PullRequestStanding> of(ExecutionId execution) {
        return sql.call(PullRequestStatements.OF_EXECUTION)
                .with("execution", execution.value())
                .row(PullRequestStanding::of);
    }

    /** Those of this data folder, and those that all services share, that are to be looked at now. */
    @Transactional
    public List<ExecutionId> due(HomeId home) {
        return sql.call(PullRequestStatements.ALL_DUE)
                .with("home", home.value())
                .rows(row -> new ExecutionId(Columns.text(row, "id")));
    }

    /** Takes it for so long; empty if it is not due, or somebody else has it. */
    @Transactional
    public Optional<Turn> take(ExecutionId execution, Duration time) {
        return sql.call(PullRequestStatements.TAKE)
                .with("execution", execution.value())
                .with("seconds", time.toSeconds())
                .row(Turn::of);
    }

    /** Whether the turn is still its holder's, and nobody has cancelled. */
    @Transactional
    public boolean isHeld(Turn turn) {
        return of(turn, PullRequestStatements.IS_MINE).row(_ -> true).isPresent();
    }

    /** Ends the turn with how it stands now; the next one comes after the pause, if this is no end. Does nothing if the turn was lost. */
    @Transactional
    public void record(Turn turn, PullRequestStanding now, Duration pause) {
        record(turn, now, pause, now.state().isEnd());
    }

    /** The same; it is not looked at any more, whatever its state. */
    @Transactional
    public void recordLast(Turn turn, PullRequestStanding now) {
        record(turn, now, Duration.ZERO, true);
    }

    private void record(Turn turn, PullRequestStanding now, Duration pause, boolean ends) {
        of(turn, PullRequestStatements.RECORD)
                .with("state", now.state().word())
                .withNumber("number", now.number())
                .with("url", now.url().isEmpty() ? null : now.url())
                .with("reason", storable(now.reason()))
                .with("seconds", pause.toSeconds())
                .with("ends", ends)
                .run();
    }

    /** Ends the turn, in which nothing could be found out or done, for the reason. */
    @Transactional
    public void postpone(Turn turn, String reason, Duration pause) {
        of(turn, PullRequestStatements.POSTPONE)
                .with("reason", storable(reason))
                .with("seconds", pause.toSeconds())
                .run();
    }

    /** Whoever had turns of this data folder's is dead. */
    @Transactional
    public void release(HomeId home) {
        sql.call(PullRequestStatements.RELEASE).with("home", home.value()).run();
    }

    private SqlCall of(Turn turn, SqlText statement) {
        return sql.call(statement).with("id", turn.id()).with("turn", turn.token());
    }

    private static String storable(String text) {
        return text.replace("\0", "");
    }
}
