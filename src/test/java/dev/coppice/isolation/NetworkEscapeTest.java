package dev.coppice.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.coppice.database.TestPostgres;
import dev.coppice.isolation.ASandboxedWorktree.Ended;
import dev.coppice.process.Launcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sandbox reaches by network and by signals; what it must not reach, something without the sandbox does. */
class NetworkEscapeTest {

    private static final String CONNECT = "exec 3<>/dev/tcp/127.0.0.1/$PORT";

    /** Asks a server, in the words of HTTP, for what it has. */
    private static final String ASK = CONNECT + " && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q answered <&3";

    /** The same by way of the proxy, if there is one. */
    private static final String ASK_PROXY = """
            address=${http_proxy#http://}
            exec 3<>/dev/tcp/${address%:*}/${address#*:} || exit 9
            printf "GET http://$HOST:$PORT/ HTTP/1.1\\r\\nHost: $HOST:$PORT\\r\\n\\r\\n" >&3
            cat <&3
            """;

    @TempDir
    Path folder;

    private ASandboxedWorktree place;
    private HttpServer server;

    @BeforeEach
    void prepare() throws IOException {
        place = new ASandboxedWorktree(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "answered\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Launcher reaching(String network) {
        return network.equals("off")
                ? place.sandbox.network("off").forChecks()
                : place.sandbox.network("hosts", "*", "example.com").forChecks();
    }

    private Map<String, String> port(int port) {
        return Map.of("PORT", Integer.toString(port), "HOST", "127.0.0.1");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "hosts"})
    void theDatabaseIsOutOfReach(String network) {
        var address = URI.create(TestPostgres.freshDatabase().url().substring("jdbc:".length()));

        var inside = place.inside(CONNECT, port(address.getPort()), reaching(network));

        assertThat(inside.succeeded()).isFalse();
        assertThat(place.outside(CONNECT, port(address.getPort())).succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "hosts"})
    void aServerOfThisMachineSuchAsTheServicesOwnIsOutOfReach(String network) {
        assertThat(place.inside(ASK, port(port()), reaching(network)).succeeded())
                .isFalse();

        assertThat(place.outside(ASK, port(port())).succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1", "2130706433", "[::ffff:127.0.0.1]"})
    void theProxyDoesNotLeadToThisMachineByAnyOfItsNames(String name) {
        var variables = Map.of("PORT", Integer.toString(port()), "HOST", name);
        var everyPort = place.sandbox.network("hosts", "*:" + port()).forChecks();

        var inside = place.inside(ASK_PROXY, variables, everyPort);

        assertThat(inside.output()).startsWith("HTTP/1.1 ").doesNotContain("answered");
        assertThat(inside.output()).doesNotContain("HTTP/1.1 200");
    }

    @Test
    void theProxyDoesNotLeadToWhereCloudsHandOutCredentials() {
        var variables = Map.of("PORT", "80", "HOST", "169.254.169.254");

        var inside = place.inside(ASK_PROXY, variables, reaching("hosts"));

        assertThat(inside.output()).startsWith("HTTP/1.1 502").contains("has to be allowed by that very name");
    }

    @Test
    void aHostThatIsNotOnTheListIsRefusedWithTheSettingThatWouldAllowIt() {
        var listed = place.sandbox.network("hosts", "example.com").forChecks();

        var inside = place.inside(ASK_PROXY, Map.of("PORT", "80", "HOST", "example.org"), listed);

        assertThat(inside.output()).startsWith("HTTP/1.1 403").contains("example.org:80", "coppice.sandbox.hosts");
    }

    @Test
    void aServerOfThisMachineThatIsAllowedByNameIsWhereItIsOutside() {
        var allowed = place.sandbox.network("hosts", "localhost:" + port()).forChecks();

        assertThat(place.inside(ASK, port(port()), allowed).succeeded()).isTrue();
        assertThat(place.inside(ASK_PROXY, port(port()), allowed).output())
                .startsWith("HTTP/1.1 200")
                .contains("answered");
    }

    @Test
    void aProgramThatListensInsideIsReachedInside() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "no perl to listen with");
        var script = """
                perl -MIO::Socket::INET -e '
                  $s = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 8001) or die;
                  open(F, ">ready"); close(F); $c = $s->accept; print $c "answered\\n"' &
                while [ ! -e ready ]; do :; done
                exec 3<>/dev/tcp/127.0.0.1/8001 && grep -q answered <&3
                """;

        assertThat(place.inside(script, Map.of(), reaching("hosts")).succeeded())
                .isTrue();
    }

    @Test
    void aSocketFileOutsideIsOutOfReach() throws IOException {
        assumeTrue(place.outside("curl --version", Map.of()).succeeded(), "no curl to connect with");
        var socket = place.folder.resolve("socket");
        var script = "curl -s --max-time 20 --unix-socket \"$FOLDER/socket\" http://localhost/ | grep -q answered";
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            Thread.startVirtualThread(() -> answerOnce(listening));

            assertThat(place.inside(script).succeeded()).isFalse();

            assertThat(place.outside(script, Map.of()).succeeded()).isTrue();
        }
    }

    private static void answerOnce(ServerSocketChannel listening) {
        try (var client = listening.accept()) {
            client.read(ByteBuffer.allocate(1000));
            var answer = "HTTP/1.0 200 OK\r\n\r\nanswered\n";
            client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            // The client's words will tell.
        }
    }

    @Test
    void aProcessOutsideCannotBeSignalled() throws IOException, InterruptedException {
        var victim = new ProcessBuilder("sleep", "300").start();
        try {
            var script = "kill -KILL $VICTIM; kill -KILL -1";
            var variables = Map.of("VICTIM", Long.toString(victim.pid()));

            place.inside("trap '' TERM; kill -KILL $VICTIM", variables);
            place.inside(script, variables);

            assertThat(victim.isAlive()).isTrue();
            place.outside("kill -KILL $VICTIM", variables);
            assertThat(victim.waitFor()).isEqualTo(137);
        } finally {
            victim.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "hosts"})
    void nothingOutlivesTheCommand(String network) {
        var sign = "300." + System.nanoTime();
        var script = "(setsid sh -c 'trap \"\" TERM HUP; sleep " + sign + "; :' </dev/null >/dev/null 2>&1 &) ; exit 3";
        Ended inside = place.inside(script, Map.of(), reaching(network));

        assertThat(inside.code()).isEqualTo(3);
        assertThat(running(sign)).isZero();

        place.outside(script, Map.of());
        assertThat(running(sign)).isPositive();
        place.outside("pkill -KILL -f 'sleep " + sign + "'", Map.of());
    }

    private static long running(String sign) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(sign))
                .count();
    }
}
