package dev.coppice.queue.publication;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Reads what an execution's row says of its result: what is to become of it, and what became of it. */
public final class PublishingColumns {
    private PublishingColumns() {}

    /** But for a pull request, which has a row of its own. */
    public static Publishing publishing(ResultSet row) throws SQLException {
        return new Publishing(
                Optional.ofNullable(row.getString("base_branch")).map(BranchName::new),
                row.getBoolean("auto_merge"),
                pushTarget(row),
                Optional.empty(),
                markTarget(row));
    }

    private static Optional<MarkTarget> markTarget(ResultSet row) throws SQLException {
        var file = row.getString("marks_file");
        var dialect = row.getString("marks_dialect");
        return file == null || dialect == null ? Optional.empty() : Optional.of(new MarkTarget(file, dialect));
    }

    private static Optional<PushTarget> pushTarget(ResultSet row) throws SQLException {
        var remote = row.getString("push_remote");
        var branch = row.getString("push_branch");
        var address = row.getString("push_address");
        return remote == null || branch == null || address == null
                ? Optional.empty()
                : Optional.of(new PushTarget(remote, new BranchName(branch), address));
    }

    /** Empty if no push was asked for. */
    public static Optional<PushStanding> push(ResultSet row) throws SQLException {
        var outcome = row.getString("push_outcome");
        var word = outcome == null ? PushStanding.Outcome.PENDING : PushStanding.Outcome.of(outcome);
        var detail = textOrEmpty(row, outcome == null ? "push_problem" : "push_detail");
        return pushTarget(row).map(target -> new PushStanding(target, word, detail));
    }

    /** Empty while that is not known. */
    public static Optional<Published> published(ResultSet row) throws SQLException {
        var detail = textOrEmpty(row, "publication_detail");
        return Optional.ofNullable(row.getString("publication"))
                .map(Published.Outcome::of)
                .map(outcome -> new Published(outcome, detail));
    }

    /** Empty while that is not known. */
    public static Optional<Marked> marked(ResultSet row) throws SQLException {
        var detail = textOrEmpty(row, "marks_detail");
        var commit = Optional.ofNullable(row.getString("marks_commit")).map(CommitId::new);
        return Optional.ofNullable(row.getString("marks_outcome"))
                .map(Marked.Outcome::of)
                .map(outcome -> new Marked(outcome, detail, commit));
    }

    private static String textOrEmpty(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
