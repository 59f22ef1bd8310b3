package dev.coppice.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both programs that lead from a sandbox's own ports to the proxy, with much in both directions and many at once. */
class RelayTest {

    private static final int SIZE = 3_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"perl", "java"})
    void whatIsSentComesBackWhicheverProgramLeadsThere(String kind) throws IOException {
        assumeTrue(kind.equals("java") || Files.isExecutable(Path.of("/usr/bin/perl")), "no perl here");
        var place = new ASandboxedWorktree(folder);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, sent.length);
            exchange.getResponseBody().write(sent);
            exchange.close();
        });
        server.start();
        assumeTrue(place.outside("curl --version", Map.of()).succeeded(), "no curl to connect with");
        int port = server.getAddress().getPort();
        Gateways.Relays relays = kind.equals("perl") ? RelayProgram::perl : RelayProgram::java;
        var launcher = place.sandbox.network("hosts", "localhost:" + port).through(relays);
        try {
            var script = """
                    head -c SIZE /dev/urandom > sent
                    for i in 1 2 3 4 5 6; do
                      curl -s --data-binary @sent http://127.0.0.1:PORT/ -o direct-$i &
                      curl -s --noproxy '' -x "$http_proxy" --data-binary @sent http://127.0.0.1:PORT/ -o proxied-$i &
                    done
                    wait
                    cmp sent direct-1 && sha256sum sent direct-? proxied-? | cut -d' ' -f1 | sort -u | wc -l
                    """.replace("SIZE", String.valueOf(SIZE)).replace("PORT", String.valueOf(port));

            var inside = place.inside(script, Map.of(), launcher);

            assertThat(inside.output().strip()).isEqualTo("1");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void bothAreInTheApplication() throws IOException {
        assertThat(Files.readString(
                        RelayProgram.perl(folder.resolve("perl")).folder().resolve("relay.pl"), StandardCharsets.UTF_8))
                .contains("use strict");
        assertThat(RelayProgram.java(folder.resolve("java")).folder().resolve("dev/coppice/isolation/Relay.class"))
                .isRegularFile();
    }
}
