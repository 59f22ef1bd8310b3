package dev.coppice.api;

import static io.restassured.RestAssured.given;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** The worker of the application under test, which works only while a test wants it to. */
@ApplicationScoped
public class TestWorker {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final int SEATS = 4;

    private final Worker worker;
    private final OwnFolder folder;

    TestWorker(Worker worker, OwnFolder folder) {
        this.worker = worker;
        this.folder = folder;
    }

    /** Takes whatever is in the queue. */
    public void work() {
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(folder.id()), SEATS);
    }

    /** Takes nothing more, and waits for the end of what runs. */
    public void rest() {
        worker.drain(LONG_ENOUGH);
    }

    /** Queues a plan for it, and gives the execution's id. */
    public static String start(String plan) {
        return given().contentType("application/json")
                .body(Map.of("plan_text", plan, "plan_name", "sample.md"))
                .post("/api/v1/autonomous/start")
                .then()
                .statusCode(200)
                .extract()
                .path("execution_id");
    }
}
