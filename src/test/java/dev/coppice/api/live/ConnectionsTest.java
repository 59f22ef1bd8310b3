package dev.coppice.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the end of a connection is heard of, whenever somebody asks. */
class ConnectionsTest {

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anAnswersEndIsHeardOf() throws Exception {
        try (var client = client(context -> {
            askElsewhere(context);
            var _ = context.response().end();
        })) {
            assertHeard();
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void aResetIsHeardOf() throws Exception {
        reset(ConnectionsTest.this::askElsewhere);

        assertHeard();
    }

    /** At the error, and the connection is still there to be closed. */
    @Test
    void whoeverAsksWhileAResetIsToldHearsOfItToo() throws Exception {
        reset(context -> context.addEndHandler(_ -> askElsewhere(context)));

        assertHeard();
    }

    /** Its connection goes on, with the other streams. */
    @Test
    void whoeverAsksWhileAResetOfOneStreamIsToldHearsOfItToo() {
        var options =
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false);
        int port = server(context -> context.addEndHandler(_ -> askElsewhere(context)))
                .actualPort();
        var request = vertx.createHttpClient(options)
                .request(HttpMethod.GET, port, InetAddress.getLoopbackAddress().getHostAddress(), "/")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var _ = request.send();
        awaitThat(arrived);

        request.reset();

        assertHeard();
    }

    @Test
    void whoeverAsksWhenAllIsOverHearsOfItAtOnce() throws Exception {
        var closed = new CountDownLatch(1);
        var asking = new CountDownLatch(1);
        reset(context -> {
            context.request().connection().closeHandler(_ -> closed.countDown());
            var _ = Thread.ofVirtual().start(() -> {
                awaitThat(closed);
                Connections.atEnd(context, ended::countDown);
                asking.countDown();
            });
        });

        awaitThat(asking);
        assertHeard();
    }

    /** A request's work is done on another thread than its connection's. */
    private void askElsewhere(RoutingContext context) {
        var asking = Thread.ofVirtual().start(() -> Connections.atEnd(context, ended::countDown));
        try {
            asking.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By a client that says nothing of it. */
    private void reset(Consumer<RoutingContext> handling) throws IOException {
        try (var client = client(handling)) {
            awaitThat(arrived);
            client.setSoLinger(true, 0);
        }
    }

    private Socket client(Consumer<RoutingContext> handling) throws IOException {
        var client =
                new Socket(InetAddress.getLoopbackAddress(), server(handling).actualPort());
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private HttpServer server(Consumer<RoutingContext> handling) {
        var router = Router.router(vertx);
        router.get("/").handler(context -> {
            handling.accept(context);
            arrived.countDown();
        });
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, InetAddress.getLoopbackAddress().getHostAddress())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void assertHeard() {
        awaitThat(ended);
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
