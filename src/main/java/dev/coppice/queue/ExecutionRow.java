package dev.coppice.queue;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The {@code execution} table, read only: its one insert needs {@code on conflict}. */
@Entity
@Immutable
@Table(name = "execution")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class ExecutionRow {

    @Id
    String id;

    String state;

    @Nullable
    String pauseReason;

    @Nullable
    String pauseDetail;

    @Nullable
    Integer maxConcurrent;

    short priority;
    int maxRetries;

    @Nullable
    Long deadlineSeconds;

    @Nullable
    Instant deadlineAt;

    String repository;
    String mode;
    String plan;
    String planText;
    String planHash;
    String baseCommit;
    String resultTip;

    @Nullable
    String baseBranch;

    boolean autoMerge;

    @Nullable
    String publication;

    @Nullable
    String publicationDetail;

    @Nullable
    String pushRemote;

    @Nullable
    String pushBranch;

    @Nullable
    String pushAddress;

    @Nullable
    String pushProblem;

    @Nullable
    String pushOutcome;

    @Nullable
    String pushDetail;

    @Nullable
    String marksFile;

    @Nullable
    String marksDialect;

    @Nullable
    String marksOutcome;

    @Nullable
    String marksDetail;

    @Nullable
    String marksCommit;

    @Nullable
    Long turnTask;

    @Nullable
    UUID turnToken;

    String settings;
    UUID home;
    String driver;

    @Nullable
    String idempotencyKey;

    @Nullable
    String startedBy;

    @Nullable
    Instant cancelRequestedAt;

    Instant createdAt;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant finishedAt;

    Scheduling scheduling() {
        return new Scheduling(
                Optional.ofNullable(maxConcurrent),
                priority,
                maxRetries,
                Optional.ofNullable(deadlineSeconds).map(Duration::ofSeconds));
    }

    Publishing publishing(Optional<PullRequestWish> pullRequest) {
        return new Publishing(
                Optional.ofNullable(baseBranch).map(BranchName::new),
                autoMerge,
                pushTarget(),
                pullRequest,
                markTarget());
    }

    private Optional<MarkTarget> markTarget() {
        return marksFile == null || marksDialect == null
                ? Optional.empty()
                : Optional.of(new MarkTarget(marksFile, marksDialect));
    }

    Optional<Marked> marked() {
        return Optional.ofNullable(marksOutcome)
                .map(Marked.Outcome::of)
                .map(outcome -> new Marked(
                        outcome,
                        Objects.requireNonNullElse(marksDetail, ""),
                        Optional.ofNullable(marksCommit).map(CommitId::new)));
    }

    private Optional<PushTarget> pushTarget() {
        return pushRemote == null || pushBranch == null || pushAddress == null
                ? Optional.empty()
                : Optional.of(new PushTarget(pushRemote, new BranchName(pushBranch), pushAddress));
    }

    /** Empty if no push was asked for. */
    Optional<PushStanding> push() {
        return pushTarget()
                .map(target -> pushOutcome == null
                        ? new PushStanding(
                                target, PushStanding.Outcome.PENDING, Objects.requireNonNullElse(pushProblem, ""))
                        : new PushStanding(
                                target,
                                PushStanding.Outcome.of(pushOutcome),
                                Objects.requireNonNullElse(pushDetail, "")));
    }

    Optional<Published> published() {
        return Optional.ofNullable(publication)
                .map(Published.Outcome::of)
                .map(outcome -> new Published(outcome, Objects.requireNonNullElse(publicationDetail, "")));
    }
}
