package dev.coppice.forge.github;

import dev.coppice.forge.http.HostCalls;
import dev.coppice.forge.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * The way on which the library's calls leave: it never gets to know the token, sees no answer that does not say yes, and so neither
 * follows redirections nor tries again in its own way.
 */
record ConfinedConnector(HostCalls calls) implements GitHubConnector {

    /** Those that mean something here; an answer is not to come compressed, because its size is bounded as it comes. */
    private static final List<String> HEADERS = List.of("Accept", "Content-Type", "X-GitHub-Api-Version");

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        var headers = new HashMap<String, String>();
        for (var name : HEADERS) {
            var value = request.header(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        var reply = calls.send(request.method(), URI.create(request.url().toString()), headers, body(request));
        return new Answer(request, reply);
    }

    private static byte[] body(GitHubConnectorRequest request) throws IOException {
        try (var stream = request.body()) {
            return stream == null ? new byte[0] : stream.readAllBytes();
        }
    }

    private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {

        private final byte[] body;

        Answer(GitHubConnectorRequest request, Reply reply) {
            super(request, reply.status(), readable(reply.headers()));
            this.body = reply.body();
        }

        /** What it says of its encoding would be believed. */
        private static Map<String, List<String>> readable(Map<String, List<String>> headers) {
            var kept = new HashMap<>(headers);
            kept.keySet().removeIf("content-encoding"::equalsIgnoreCase);
            return kept;
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
