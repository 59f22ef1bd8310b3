package dev.coppice.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.cli.terminal.OneLine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A service as a command sees it: it answers, or the command is over. */
final class Service implements AutoCloseable {

    static final String EXECUTIONS = "/api/v1/autonomous/";

    private static final int PARTIAL = 206;
    private static final int BEYOND = 416;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVERS_FAULT = 500;

    private final Destinations destinations;
    private final PrintStream messages;
    private Duration patience = Duration.ZERO;
    private Destination destination;
    private ApiClient client;

    /** People are told on {@code messages} when it is away and waited for. */
    Service(Destinations destinations, PrintStream messages) {
        this.destinations = destinations;
        this.messages = messages;
        this.destination = destinations.find();
        this.client = new ApiClient(destination.address(), destination.token());
    }

    /** From now on questions are asked again for so long while the service is away; until then, it is over with the first. */
    void waitFor(Duration time) {
        patience = time;
    }

    @Override
    public void close() {
        client.close();
    }

    ApiClient client() {
        return client;
    }

    JsonNode json(String path) {
        return get(path, Map.of()).json();
    }

    String text(String path) {
        return get(path, Map.of()).text();
    }

    Answer.Fine get(String path, Map<String, String> headers) {
        return switch (ask(path, headers)) {
            case Answer.Fine fine -> fine;
            case Answer.Refused refused -> throw refusal(refused);
            case Answer.Silent silent -> throw refusal(silent);
        };
    }

    /** Empty if there is no such thing, or not yet. */
    Optional<String> find(String path) {
        return switch (ask(path, Map.of())) {
            case Answer.Fine fine -> Optional.of(fine.text());
            case Answer.Refused refused when refused.status() == NOT_FOUND -> Optional.empty();
            case Answer.Refused refused -> throw refusal(refused);
            case Answer.Silent silent -> throw refusal(silent);
        };
    }

    /** The text from that byte on; empty if it does not reach so far, or the service gives no parts of it. */
    Optional<String> part(String path, long firstByte) {
        return switch (ask(path, Map.of("Range", "bytes=" + firstByte + "-"))) {
            case Answer.Fine fine when fine.status() == PARTIAL -> Optional.of(fine.text());
            case Answer.Fine _ -> Optional.empty();
            case Answer.Refused refused
            when refused.status() == NOT_FOUND || refused.status() == BEYOND -> Optional.empty();
            case Answer.Refused refused -> throw refusal(refused);
            case Answer.Silent silent -> throw refusal(silent);
        };
    }

    /** The first answer that is not of an outage, or the last one before the patience came to its end. */
    private Answer ask(String path, Map<String, String> headers) {
        var outage = new Outage(patience, messages);
        var answer = client.get(path, headers);
        var reason = passing(answer);
        while (reason.isPresent() && outage.isBridged(reason.get())) {
            connect();
            answer = client.get(path, headers);
            reason = passing(answer);
        }
        if (reason.isEmpty()) {
            outage.end();
        }
        return answer;
    }

    /** Why there is no answer now although there may be one later. */
    private Optional<String> passing(Answer answer) {
        return switch (answer) {
            case Answer.Fine _ -> Optional.empty();
            case Answer.Refused(int status, var detail, var _) ->
                isPassing(status) ? Optional.of(destination + ": " + detail) : Optional.empty();
            case Answer.Silent(var reason) -> Optional.of(reason);
        };
    }

    /** Asked once only: what changes something may have been done although no answer came. */
    Answer.Fine post(String path, Object body, Map<String, String> headers) {
        return switch (client.post(path, body, headers)) {
            case Answer.Fine fine -> fine;
            case Answer.Refused refused -> throw refusal(refused);
            case Answer.Silent silent -> throw refusal(silent);
        };
    }

    Answer.Fine post(String path, Object body) {
        return post(path, body, Map.of());
    }

    /** A token that is wrong may be that of the service before this one. */
    private boolean isPassing(int status) {
        return status >= SERVERS_FAULT
                || status == TOO_MANY
                || (status == UNAUTHORIZED && !destinations.find().equals(destination));
    }

    private void connect() {
        var now = destinations.find();
        if (!now.equals(destination)) {
            destination = now;
            client.close();
            client = new ApiClient(now.address(), now.token());
        }
    }

    private ClientRefusal refusal(Answer.Refused refused) {
        refused.diagnostics().forEach(line -> messages.println(OneLine.of(line)));
        boolean isTheirs = refused.status() >= SERVERS_FAULT || refused.status() == TOO_MANY;
        return new ClientRefusal(
                isTheirs ? ExitCode.INFRASTRUCTURE : ExitCode.USAGE,
                refused.status() == UNAUTHORIZED
                        ? "the service at " + destination
                                + " does not let this caller in; its token is to be in COPPICE_TOKEN,"
                                + " or in a file that --token-file names (" + refused.detail() + ")"
                        : "the service at " + destination + " refuses: " + refused.detail());
    }

    private static ClientRefusal refusal(Answer.Silent silent) {
        return new ClientRefusal(
                ExitCode.INFRASTRUCTURE,
                silent.reason() + "; start a service with coppice serve, or name another with --server");
    }
}
