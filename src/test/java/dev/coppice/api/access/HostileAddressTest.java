package dev.coppice.api.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.api.ApiResource;
import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that no library for clients would write are refused, and break nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(ApiResource.class)
class HostileAddressTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/autonomous/%zz/status",
                "/api/v1/autonomous/%/status",
                "/api/v1/autonomous/%ff/status",
                "/api/v1/autonomous/%c0%80/status",
                "/api/v1/autonomous/%ed%a0%80/status",
                "/api/v1/autonomous/exec_00000000;a=b/status",
                "/api/v1/autonomous/exec_00000000%2fstatus",
                "/api/v1/autonomous?status=%zz",
                "/api/v1/autonomous?status=%ff",
                "/api/v1/autonomous?since=%c0%80",
                "/api/v1/autonomous?cursor=%ed%a0%80",
                "/api/v1/autonomous?%zz=1",
                "/api/v1/agents/%ff/resume",
                "/q/swagger-ui/..%2f..%2fapplication.properties",
                "/q/swagger-ui/../../../etc/passwd",
                "/..;/api/v1/tokens",
                "//api//v1//nothing",
                "*"
            })
    void anAddressThatMakesNoSenseIsRefused(String address) throws IOException {
        assertThat(status("GET " + address)).isBetween(400, 499);
    }

    private int status(String request) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            var host = service.getHost() + ":" + service.getPort();
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
            assertThat(line).as(request).startsWith("HTTP/1.1 ");
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }
}
