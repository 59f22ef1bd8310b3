package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coppice is started inside repositories, and what lies there does not configure it. */
class WorkingDirectoryIT {

    private static final String HOSTILE = """
            quarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/stolen
            quarkus.http.host=0.0.0.0
            coppice.api.agent-command=touch hacked
            """;

    private static final String VARIABLES = """
            QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:1/stolen
            QUARKUS_HTTP_HOST=0.0.0.0
            COPPICE_API_TOKEN=known-to-everybody
            """;

    @TempDir
    Path folder;

    private SampleRepository repository;
    private Path home;
    private PackagedCoppice coppice;

    @BeforeEach
    void prepare() throws IOException {
        repository = SampleRepository.in(folder.resolve("repository"));
        repository.write(".env", VARIABLES);
        Files.createDirectories(repository.folder().resolve("config"));
        repository.write("config/application.properties", HOSTILE);
        home = folder.resolve("home");
        coppice = new PackagedCoppice(home, repository.folder());
    }

    @Test
    void aRepositorysSettingsDoNotReachARun() {
        var plan = folder.resolve("plan.md");
        SamplePlans.write(plan, SamplePlans.independent(1));

        var run = coppice.run("run", plan.toString(), "--agent", "shell");

        assertThat(run.exitCode()).as(run.standardError()).isZero();
    }

    @Test
    void aRepositorysSettingsDoNotOpenTheService() {
        var service = RunningService.start(coppice, home, "--agent", "shell");
        try {
            assertThat(service.address()).startsWith("http://127.0.0.1:");
            service.call().get("/api/v1/autonomous").then().statusCode(200);
        } finally {
            service.stop();
        }
        var open = coppice.run("serve", "--host", "0.0.0.0", "--port", "0");
        assertThat(open.exitCode()).isEqualTo(2);
    }

    @Test
    void theOperatorsOwnSettingsInTheDataFolderDo() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/application.properties"), "coppice.api.token=the-operators-choice\n");

        var service = RunningService.start(coppice, home, "--agent", "shell");

        try {
            service.call().get("/api/v1/autonomous").then().statusCode(401);
            service.call()
                    .header("Authorization", "Bearer the-operators-choice")
                    .get("/api/v1/autonomous")
                    .then()
                    .statusCode(200);
        } finally {
            service.stop();
        }
    }
}
