package dev.coppice.endtoend;

import static io.restassured.RestAssured.given;

import dev.coppice.database.ServiceNote;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@code coppice serve} on a free port, and what a caller asks of it. */
public record RunningService(PackagedCoppice.Run process, String address) {

    private static final String EXECUTIONS = "/api/v1/autonomous";

    /** Starts it and waits until it can be reached. */
    public static RunningService start(PackagedCoppice coppice, Path home, String... options) {
        return startAt("0", coppice, home, options);
    }

    /** The same on a certain port. */
    public static RunningService startAt(String port, PackagedCoppice coppice, Path home, String... options) {
        var arguments = new ArrayList<>(List.of("serve", "--port", port));
        arguments.addAll(List.of(options));
        var process = coppice.start(arguments.toArray(String[]::new));
        Waiting.until(() -> note(home, process) != null || !process.process().isAlive());
        var note = note(home, process);
        if (note == null) {
            throw new AssertionError("the service did not start: " + process.standardError());
        }
        return new RunningService(process, note.address());
    }

    private static ServiceNote note(Path home, PackagedCoppice.Run process) {
        return ServiceNote.read(home)
                .filter(note -> note.pid() == process.process().pid())
                .orElse(null);
    }

    RequestSpecification call() {
        return given().baseUri(address).contentType("application/json");
    }

    Response get(String path) {
        return call().get(EXECUTIONS + path);
    }

    Response post(String path, Map<String, Object> body) {
        return call().body(body).post(EXECUTIONS + path);
    }

    /** Asks something of it that needs no words. */
    public void ask(String path) {
        post(path, Map.of()).then().statusCode(200);
    }

    /** Starts a plan and gives the execution's id. */
    public String submit(Map<String, Object> body) {
        return post("/start", body).then().statusCode(200).extract().path("execution_id");
    }

    public void awaitStatus(String execution, String status) {
        Waiting.until(() -> status.equals(get("/" + execution + "/status").path("status")));
    }

    public void awaitPhase(String execution, String task, String phase) {
        Waiting.until(() -> phase.equals(get("/" + execution + "/tasks/" + task).path("phase")));
    }

    /** Asks it to stop, and waits for the end. */
    public int stop() {
        process.process().destroy();
        return process.exitCode();
    }
}
