package dev.coppice.web;

import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The dashboard's files, by the names under which pages ask for them. Each is read once. */
@ApplicationScoped
class Assets {

    static final String PAGE = "index.html";

    private static final String FOLDER = "/web/";

    /** Files of libraries, by the names under which the pages know them. */
    private static final Map<String, String> LIBRARIES = Map.of(
            "lib/highlight.js", "/META-INF/resources/webjars/highlightjs/11.11.1/highlight.min.js",
            "lib/markdown.js", "/META-INF/resources/webjars/markdown-it/14.1.0/dist/markdown-it.min.js");

    private static final Pattern NAME = Pattern.compile("(?:[a-z]+/)?[a-z]+\\.([a-z]+)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /** Empty if there is no such file. */
    Optional<Asset> find(String name) {
        var known = read.get(name);
        return known == null ? load(name) : Optional.of(known);
    }

    private Optional<Asset> load(String name) {
        var match = NAME.matcher(name);
        if (!match.matches() || !TYPES.containsKey(match.group(1))) {
            return Optional.empty();
        }
        return content(LIBRARIES.getOrDefault(name, FOLDER + name)).map(bytes -> {
            var asset = new Asset(Buffer.buffer(bytes), TYPES.get(match.group(1)), tag(bytes));
            read.put(name, asset);
            return asset;
        });
    }

    private static Optional<byte[]> content(String resource) {
        try (var stream = Assets.class.getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
