package dev.coppice.landing;

import dev.coppice.database.OwnFolder;
import dev.coppice.event.EventLog;
import dev.coppice.event.Position;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.TestRepository;
import dev.coppice.queue.ExecutionStatus;
import dev.coppice.queue.Executions;
import dev.coppice.submission.Submission;
import dev.coppice.submission.TestRequest;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A user's repository, executions of a plan in it, and what landings leave of them. */
abstract class ASubmittedExecution {

    @TempDir
    Path folder;

    @Inject
    Submission submission;

    @Inject
    Executions executions;

    @Inject
    EventLog events;

    @Inject
    OwnFolder own;

    @Inject
    AgroalDataSource database;

    TestRepository user;

    @BeforeEach
    void makeRepository() {
        user = TestRepository.create(folder.resolve("user"));
    }

    TestRequest request() {
        return TestRequest.in(user.directory(), home());
    }

    HomeId home() {
        return new HomeId(own.id());
    }

    /** As landings leave it: the result's ref is moved, and the rows say completed; then the process dies. */
    void complete(ExecutionId execution) {
        user.git("checkout", "-q", "--detach");
        user.write("landed.txt", "landed\n");
        var landed = user.commitAll("feat: landed");
        user.git("checkout", "-q", "main");
        user.git("update-ref", new ExecutionRefs(execution).result().name(), landed.sha());
        change("update execution set state = 'completed', finished_at = now(), result_tip = '" + landed
                + "' where id = '" + execution + "'");
    }

    void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    ExecutionStatus status(ExecutionId execution) {
        return executions.find(execution).orElseThrow();
    }

    /** How often this was recorded of the execution. */
    long recorded(ExecutionId execution, String what) {
        return events.after(execution, Position.START, 100).stream()
                .filter(event -> event.what().equals(what))
                .count();
    }
}
