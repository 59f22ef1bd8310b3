package dev.coppice.forge;

import com.sun.net.httpserver.HttpExchange;
import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The repository behind a forge: bare, with real git, reached over HTTP by git's own server program, and merged in as a forge does it. */
public final class Origin {

    private final Path bare;

    private Origin(Path bare) {
        this.bare = bare;
    }

    /** An empty one that takes pushes from everybody. */
    public static Origin create(Path bare) {
        TestRepository.git(bare.toAbsolutePath().getParent(), "init", "-q", "--bare", "-b", "main", bare.toString());
        TestRepository.git(bare, "config", "http.receivepack", "true");
        TestRepository.git(bare, "config", "user.name", "Forge");
        TestRepository.git(bare, "config", "user.email", "forge@example.org");
        return new Origin(bare);
    }

    public String git(String... words) {
        return TestRepository.git(bare, words);
    }

    /** Where a branch is; empty if there is none of that name. */
    public Optional<String> tip(String branch) {
        return Optional.of(git("for-each-ref", "--format=%(objectname)", "refs/heads/" + branch))
                .filter(sha -> !sha.isEmpty());
    }

    public boolean conflicts(String base, String head) {
        try {
            git("merge-tree", "--write-tree", "refs/heads/" + base, head);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    /** Takes the head into the base, and answers what the base is then. */
    public String merge(String base, String head, String method, String message) {
        var before = tip(base).orElseThrow();
        var tree = git("merge-tree", "--write-tree", before, head)
                .lines()
                .findFirst()
                .orElseThrow();
        var merged = switch (method) {
            case "squash" -> git("commit-tree", tree, "-p", before, "-m", message);
            case "merge" -> git("commit-tree", tree, "-p", before, "-p", head, "-m", message);
            default -> head;
        };
        git("update-ref", "refs/heads/" + base, merged, before);
        return merged;
    }

    /** Git over HTTP, below a path that ends before the repository's name. */
    public void handle(HttpExchange exchange, String above) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var builder = new ProcessBuilder(List.of("git", "http-backend"));
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            var environment = builder.environment();
            environment.put("GIT_PROJECT_ROOT", bare.getParent().toString());
            environment.put("GIT_HTTP_EXPORT_ALL", "1");
            environment.put("PATH_INFO", uri.getPath().substring(above.length()));
            environment.put("QUERY_STRING", uri.getRawQuery() == null ? "" : uri.getRawQuery());
            environment.put("REQUEST_METHOD", exchange.getRequestMethod());
            environment.put("REMOTE_USER", "user");
            environment.put("REMOTE_ADDR", "127.0.0.1");
            header(exchange, "Content-type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
            header(exchange, "Content-encoding").ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
            header(exchange, "Git-protocol").ifPresent(value -> environment.put("GIT_PROTOCOL", value));
            answer(exchange, builder.start());
        }
    }

    private static void answer(HttpExchange exchange, Process process) throws IOException {
        try (var input = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(input);
        }
        try (var output = process.getInputStream()) {
            int status = 200;
            for (var line = line(output); !line.isEmpty(); line = line(output)) {
                var part = line.split(": ", 2);
                if (part[0].equals("Status")) {
                    status = Integer.parseInt(part[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().set(part[0], part[1]);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            output.transferTo(exchange.getResponseBody());
        }
    }

    private static String line(InputStream output) throws IOException {
        var line = new StringBuilder();
        for (int c = output.read(); c >= 0 && c != '\n'; c = output.read()) {
            line.append((char) c);
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
