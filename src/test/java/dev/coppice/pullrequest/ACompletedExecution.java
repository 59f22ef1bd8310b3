package dev.coppice.pullrequest;

import dev.coppice.database.OwnFolder;
import dev.coppice.event.EventLog;
import dev.coppice.event.Position;
import dev.coppice.forge.ForgeResource;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.landing.ResultPush;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.queue.publication.PullRequestStanding;
import dev.coppice.submission.PullRequestAsk;
import dev.coppice.submission.Submission;
import dev.coppice.submission.Submitted;
import dev.coppice.submission.TestRequest;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Executions whose results are completed, in a user's repository with a forge as its remote. */
public abstract class ACompletedExecution {

    @TempDir
    protected Path folder;

    @Inject
    protected Submission submission;

    @Inject
    protected Executions executions;

    @Inject
    protected ResultPush pushes;

    @Inject
    protected PullRequestWork work;

    @Inject
    protected EventLog events;

    @Inject
    protected OwnFolder own;

    @Inject
    protected AgroalDataSource database;

    @ConfigProperty(name = ForgeResource.HUB)
    protected String hubUrl;

    @ConfigProperty(name = ForgeResource.LAB)
    protected String labUrl;

    protected TestRepository user;

    @BeforeEach
    protected void makeRepository() {
        user = TestRepository.create(folder.resolve("user"));
    }

    protected void useRemote(String address) {
        user.git("remote", "add", "origin", address);
        user.git("push", "-q", "origin", "main");
    }

    protected HomeId home() {
        return new HomeId(own.id());
    }

    protected static PullRequestAsk ask(String merge, boolean deletes) {
        return new PullRequestAsk(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of("bot")),
                !merge.isEmpty(),
                Optional.of(merge).filter(word -> !word.isEmpty()),
                Optional.of(deletes),
                Optional.empty());
    }

    protected ExecutionId submitted(PullRequestAsk ask) {
        var answer = TestRequest.in(user.directory(), home()).pullRequest(ask).submitTo(submission);
        return ((Submitted.Queued) answer).execution();
    }

    /** As landings leave it, and pushed. */
    protected ExecutionId pushed(PullRequestAsk ask) {
        var execution = submitted(ask);
        complete(execution);
        pushes.push(execution);
        return execution;
    }

    protected void complete(ExecutionId execution) {
        user.git("checkout", "-q", "--detach");
        user.write("landed.txt", "landed\n");
        var landed = user.commitAll("feat: landed");
        user.git("checkout", "-q", "main");
        user.git("update-ref", new ExecutionRefs(execution).result().name(), landed.sha());
        change("update execution set state = 'completed', finished_at = now(), result_tip = '" + landed
                + "' where id = '" + execution + "'");
    }

    protected void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The next step, whenever it would be due. */
    protected PullRequestStanding step(ExecutionId execution) {
        makeDue(execution);
        work.advance(execution);
        return standing(execution);
    }

    protected void makeDue(ExecutionId execution) {
        change("update pull_request set next_at = null where turn is null and execution_id = '" + execution + "'");
    }

    /** So that checks have had their moment, and nobody's patience is over. */
    protected void grow(ExecutionId execution, String age) {
        change("update pull_request set opened_at = opened_at - interval '" + age + "' where execution_id = '"
                + execution + "'");
    }

    protected PullRequestStanding standing(ExecutionId execution) {
        return status(execution).pullRequest().orElseThrow();
    }

    protected ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    /** The states that were told, in order. */
    protected List<String> told(ExecutionId execution) {
        return events.after(execution, Position.START, 100).stream()
                .filter(event -> event.what().equals("execution_pull_request"))
                .map(event -> event.detail().orElse("").replaceAll(".*\"state\": \"(\\w+)\".*", "$1"))
                .toList();
    }
}
