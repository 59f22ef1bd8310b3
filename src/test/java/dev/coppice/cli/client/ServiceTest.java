package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.coppice.cli.terminal.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers with the status codes it is told to. */
class ServiceTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream messages = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int status = Optional.ofNullable(statuses.poll()).orElse(200);
            byte[] body = (status == 200 ? "{\"fine\":true}" : "{\"detail\":\"it is %d\"}".formatted(status))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Service service(Duration patience) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var service = new Service(
                new Destinations(Optional.of(address), Optional.empty(), Map.of(), Optional::empty), messages);
        service.waitFor(patience);
        return service;
    }

    private String said() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aServiceThatComesBackIsWaitedForAndSaidTo() {
        statuses.addAll(List.of(503, 502));

        assertThat(service(Duration.ofMinutes(1)).json("/").path("fine").asBoolean())
                .isTrue();

        assertThat(said()).contains("it is 503; trying again for 60 s").contains("the service answers again");
        assertThat(said()).hasLineCount(2);
    }

    @Test
    void withoutPatienceAnOutageIsAnInfrastructureFaultAtOnce() {
        statuses.add(503);

        assertThatThrownBy(() -> service(Duration.ZERO).json("/"))
                .isInstanceOfSatisfying(
                        ClientRefusal.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.INFRASTRUCTURE))
                .hasMessageContaining("it is 503");
        assertThat(said()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNotAskedAgain() {
        statuses.addAll(List.of(403, 200));

        assertThatThrownBy(() -> service(Duration.ofMinutes(1)).json("/"))
                .isInstanceOfSatisfying(
                        ClientRefusal.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("refuses: it is 403");
        assertThat(statuses).isNotEmpty();
    }

    @Test
    void whoHasNoTokenIsToldWhereToPutIt() {
        statuses.add(401);

        assertThatThrownBy(() -> service(Duration.ofMinutes(1)).json("/"))
                .hasMessageContaining("COPPICE_TOKEN")
                .hasMessageContaining("--token-file");
    }

    @Test
    void whatChangesSomethingIsNeverAskedTwice() {
        statuses.addAll(new ArrayDeque<>(List.of(503, 503)));

        assertThatThrownBy(() -> service(Duration.ofMinutes(1)).post("/", Map.of()))
                .isInstanceOf(ClientRefusal.class);

        assertThat(statuses).hasSize(1);
    }

    @Test
    void whereNobodyListensThatIsSaidWithWhatToDo() {
        server.stop(0);

        assertThatThrownBy(() -> service(Duration.ZERO).json("/"))
                .isInstanceOfSatisfying(
                        ClientRefusal.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.INFRASTRUCTURE))
                .hasMessageContaining("connection refused")
                .hasMessageContaining("coppice serve")
                .hasMessageContaining("--server");
    }

    @Test
    void aPartIsOneOnlyIfTheServiceSaysSo() {
        statuses.addAll(List.of(206, 200, 416, 404));
        var service = service(Duration.ZERO);

        assertThat(service.part("/log", 7)).hasValue("{\"detail\":\"it is 206\"}");
        assertThat(service.part("/log", 7)).isEmpty();
        assertThat(service.part("/log", 7)).isEmpty();
        assertThat(service.part("/log", 7)).isEmpty();
    }
}
