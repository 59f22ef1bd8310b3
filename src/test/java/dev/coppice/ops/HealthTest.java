package dev.coppice.ops;

import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.PostgresResource;
import dev.coppice.database.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(HealthTest.ApplicationOfItsOwn.class)
class HealthTest {

    /** Other tests must not meet the connections that these break. */
    public static final class ApplicationOfItsOwn implements QuarkusTestProfile {}

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @AfterEach
    void openTheDatabaseAgain() {
        administer("alter database " + database() + " allow_connections true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/live", "/ready", "/started"})
    void everyProbeIsUpOnAWorkingDatabase(String probe) {
        get("/q/health" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void readinessIsAboutTheDatabase() {
        get("/q/health/ready").then().body("checks.name", hasItem("Database connections health check"));
    }

    @Test
    void theShortAnswerIsHealthyOnAWorkingDatabase() {
        get("/health").then().statusCode(200).body("status", equalTo("healthy")).body("size()", equalTo(1));
    }

    @Test
    void withoutItsDatabaseTheServiceLivesButIsNotReady() {
        shutTheDatabase();

        get("/health").then().statusCode(503).body("status", equalTo("unhealthy"));
        get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
        get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void withoutItsDatabaseTheServiceStillTellsWhatItKnowsOfItself() {
        shutTheDatabase();

        get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("coppice_database_up 0.0"))
                .body(containsString("coppice_seats"))
                .body(not(containsString("coppice_executions")));
    }

    @Test
    void aDatabaseThatComesBackMakesTheServiceReadyAgain() {
        shutTheDatabase();
        get("/health").then().statusCode(503);

        openTheDatabaseAgain();

        await().atMost(Duration.ofSeconds(30)).until(() -> get("/health").statusCode() == 200);
    }

    private void shutTheDatabase() {
        administer("alter database " + database() + " allow_connections false");
        administer("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database() + "'");
    }

    private void administer(String sql) {
        TestPostgres.execute(new DatabaseAddress(url.replace(database(), "postgres"), user, password), sql);
    }

    private String database() {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
