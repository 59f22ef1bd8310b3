package dev.coppice.worker;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.coppice.database.PostgresResource;
import dev.coppice.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** More room is asked for than any disk has. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(FullDiskTest.Enormous.class)
class FullDiskTest extends AWorkingPlace {

    public static final class Enormous implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.worktree.min-free", "1000000T");
        }
    }

    @Test
    void nothingIsClaimedOnAFullDiskAndHealthTellsWhy() {
        startWorker();
        var execution = submit("touch done");

        worker.poll();

        assertThat(status(execution).tasks().getFirst().state()).isEqualTo(new TaskState.Queued(0));
        get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'Disk has room for worktrees' }.status", equalTo("DOWN"));
        get("/q/health/live").then().statusCode(200);
    }
}
