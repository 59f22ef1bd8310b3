package dev.coppice.webhook.egress;

import static dev.coppice.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to a real server, by names that lead where each test says. */
class CourierTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");

    private static Vertx vertx;

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close();
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void answer(String path, int status, Map<String, String> headers) {
        server.createContext(path, exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private Letter letter(String path, boolean mayBePrivate) {
        var url = "http://hooks.example:" + server.getAddress().getPort() + path;
        return new Letter(
                TargetUrl.of(url).orElseThrow(), mayBePrivate, Map.of("content-type", "text/plain"), "hello", 0);
    }

    private static Answer post(Letter letter, Duration patience, NameLookup names) throws InterruptedException {
        var courier = new Courier(names, vertx, new HttpClientOptions(), patience);
        try {
            return courier.post(letter);
        } finally {
            courier.close();
        }
    }

    private static Answer post(Letter letter) throws InterruptedException {
        return post(letter, LONG, _ -> List.of(HERE));
    }

    @Test
    void theRequestGoesToTheAddressAndNamesTheHost() throws Exception {
        answer("/in", 204, Map.of());

        var answer = post(letter("/in?a=b", true));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(204));
        assertThat(seen)
                .containsExactly(
                        "POST /in?a=b hooks.example:" + server.getAddress().getPort() + " hello");
    }

    @Test
    void aPrivateAddressIsNotReachedUnlessThatIsAllowed() throws Exception {
        answer("/in", 204, Map.of());

        var answer = post(letter("/in", false));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Unanswered.class,
                        unanswered -> assertThat(unanswered.why()).contains("private network"));
        assertThat(seen).isEmpty();
    }

    @Test
    void oneHarmlessAddressAmongOthersDoesNotOpenThem() throws Exception {
        answer("/in", 204, Map.of());

        var answer = post(letter("/in", false), LONG, _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), HERE));

        assertThat(answer).isInstanceOf(Answer.Unanswered.class);
        assertThat(seen).isEmpty();
    }

    /** Whoever looks twice would get to the server, which is at another address than the one that is looked at. */
    @Test
    void aNameIsLookedUpOnceAndWhatItIsThenCountsForNothing() throws Exception {
        answer("/in", 204, Map.of());
        var lookups = new AtomicInteger();

        var answer = post(letter("/in", true), LONG, _ -> List.of(lookups.getAndIncrement() == 0 ? ELSEWHERE : HERE));

        assertThat(answer).isInstanceOf(Answer.Unanswered.class);
        assertThat(lookups).hasValue(1);
        assertThat(seen).isEmpty();
    }

    @Test
    void eachTryTakesTheNextAddress() throws Exception {
        answer("/in", 204, Map.of());
        var letter = letter("/in", true);
        NameLookup names = _ -> List.of(ELSEWHERE, HERE);

        var first = post(letter, LONG, names);
        var second =
                post(new Letter(letter.to(), true, letter.headers(), letter.body(), letter.turn() + 1), LONG, names);

        assertThat(first).isInstanceOf(Answer.Unanswered.class);
        assertThat(second).isInstanceOf(Answer.Answered.class);
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        answer(
                "/in",
                307,
                Map.of("Location", "http://hooks.example:" + server.getAddress().getPort() + "/out"));
        answer("/out", 204, Map.of());

        var answer = post(letter("/in", true));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(307));
        assertThat(seen).hasSize(1);
    }

    @Test
    void theAnswerSaysHowLongNotToAskAgain() throws Exception {
        answer("/in", 429, Map.of("Retry-After", "120"));

        var answer = post(letter("/in", true));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Answered.class,
                        answered -> assertThat(answered.retryAfter()).hasValue(Duration.ofMinutes(2)));
    }

    /** The server would go on for ever: it notices when nobody takes any more. */
    @Test
    void ofAnAnswerThatHasNoEndLittleIsRead() throws Exception {
        var written = new AtomicInteger();
        server.createContext("/in", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var chunk = new byte[64 * 1024];
            try (var out = exchange.getResponseBody()) {
                while (written.incrementAndGet() < 100_000) {
                    out.write(chunk);
                }
            } catch (IOException e) {
                seen.add("cut");
            }
        });

        var answer = post(letter("/in", true));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(200));
        await().until(() -> seen.contains("cut"));
        assertThat(written.get()).isLessThan(1_000);
    }

    @Test
    void headersWithoutEndAreNoAnswer() throws Exception {
        answer("/in", 200, Map.of("X-Long", "x".repeat(100_000)));

        assertThat(post(letter("/in", true))).isInstanceOf(Answer.Unanswered.class);
    }

    @Test
    void whoeverTakesTheRequestAndSaysNothingIsLeft() throws Exception {
        try (var silent = new ServerSocket(0, 10, HERE)) {
            var url = TargetUrl.of("http://hooks.example:" + silent.getLocalPort() + "/")
                    .orElseThrow();

            var answer = post(new Letter(url, true, Map.of(), "hello", 0), SHORT, _ -> List.of(HERE));

            assertThat(answer).isEqualTo(new Answer.Unanswered("no answer in time"));
        }
    }

    @Test
    void whoeverBeginsATlsConnectionAndSaysNothingIsLeft() throws Exception {
        try (var silent = new ServerSocket(0, 10, HERE)) {
            var url = TargetUrl.of("https://hooks.example:" + silent.getLocalPort() + "/")
                    .orElseThrow();

            var answer = post(new Letter(url, true, Map.of(), "hello", 0), SHORT, _ -> List.of(HERE));

            assertThat(answer).isInstanceOf(Answer.Unanswered.class);
        }
    }

    @Test
    void aNameWithoutAddressAndOneThatTakesTooLongAreNoExceptions() throws Exception {
        var unknown = post(letter("/in", true), LONG, host -> {
            throw new UnknownHostException(host);
        });
        var slow = post(letter("/in", true), SHORT, _ -> {
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(HERE);
        });

        assertThat(unknown).isEqualTo(new Answer.Unanswered("no address is known of hooks.example"));
        assertThat(slow).isEqualTo(new Answer.Unanswered("the name hooks.example could not be looked up in time"));
    }

    /** The connection goes to an address, but the certificate must be the name's, and the server is told which name is meant. */
    @Test
    void overTlsTheCertificateMustBeTheNamesAndTheServerHearsTheName(@TempDir Path folder) throws Exception {
        var keys = certificate(folder, "hooks.example");
        var tls = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys))
                .requestHandler(request -> {
                    seen.add(request.connection().indicatedServerName());
                    request.response().setStatusCode(204).end();
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        var trusting = new HttpClientOptions().setTrustOptions(keys);

        var right = post("hooks.example", tls.actualPort(), trusting);
        var wrong = post("other.example", tls.actualPort(), trusting);
        var unknown = post("hooks.example", tls.actualPort(), new HttpClientOptions());

        assertThat(right).isEqualTo(new Answer.Answered(204, Optional.empty()));
        assertThat(wrong).isInstanceOf(Answer.Unanswered.class);
        assertThat(unknown).isInstanceOf(Answer.Unanswered.class);
        assertThat(seen).containsExactly("hooks.example");
    }

    private static Answer post(String host, int port, HttpClientOptions options) throws InterruptedException {
        var courier = new Courier(_ -> List.of(HERE), vertx, options, LONG);
        try {
            var url = TargetUrl.of("https://" + host + ":" + port + "/").orElseThrow();
            return courier.post(new Letter(url, true, Map.of(), "hello", 0));
        } finally {
            courier.close();
        }
    }

    private static PfxOptions certificate(Path folder, String name) throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + name,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return new PfxOptions().setPath(file.toString()).setPassword("password");
    }
}
