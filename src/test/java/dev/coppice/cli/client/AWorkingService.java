package dev.coppice.cli.client;

import static dev.coppice.Patience.await;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.OwnFolder;
import dev.coppice.queue.Scope;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.worker.Worker;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A service that really works, and the commands that talk to it. */
abstract class AWorkingService {

    static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    static final String GOOD = """
            ## Batch 1: Parts

            ### Task 1.1: Good

            ```sh
            echo printed by the agent
            echo good > good.txt
            ```
            """;

    static final String BAD = GOOD + """

            ### Task 1.2: Bad

            ```sh
            echo half > half.txt
            ```

            **Verification:**
            - `test -f whole.txt`
            """;

    static final String ENDLESS = """
            ## Batch 1: Long

            ### Task 1.1: Endless

            ```sh
            echo begun
            sleep 600
            ```
            """;

    @TempDir
    Path folder;

    @Inject
    Worker worker;

    @Inject
    OwnFolder home;

    @BeforeEach
    void work() {
        worker.start(new Scope.Queues(), WorkerId.random(), new HomeId(home.id()), 4);
    }

    @AfterEach
    void rest() {
        worker.drain(LONG_ENOUGH);
    }

    /** What a command left behind. */
    record Ran(int exitCode, String output, String messages) {

        String line() {
            return output.strip();
        }
    }

    static Ran run(ClientCommand command, String... arguments) {
        var output = new ByteArrayOutputStream();
        var messages = new ByteArrayOutputStream();
        command.output = new PrintStream(output, true, StandardCharsets.UTF_8);
        command.messages = new PrintStream(messages, true, StandardCharsets.UTF_8);
        var words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--server", "http://localhost:" + RestAssured.port));
        int code = new CommandLine(command).execute(words.toArray(String[]::new));
        return new Ran(code, output.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    }

    String plan(String text) throws IOException {
        return Files.writeString(folder.resolve("sample.md"), text).toString();
    }

    String submitted(String text) throws IOException {
        var ran = run(new SubmitCommand(), plan(text));
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        return ran.line();
    }

    static String api(String execution, String path) {
        return get("/api/v1/autonomous/" + execution + path).asString();
    }

    static void awaitPhase(String execution, String phase) {
        await().until(() -> phase.equals(
                get("/api/v1/autonomous/" + execution + "/tasks/1.1").path("phase")));
    }
}
