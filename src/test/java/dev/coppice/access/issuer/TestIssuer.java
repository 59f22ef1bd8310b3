package dev.coppice.access.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider on this machine: it says where its keys are, tells them, and signs whatever a test wants to have signed. */
public final class TestIssuer implements AutoCloseable {

    public static final String AUDIENCE = "coppice-of-the-test";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final HttpServer server;
    private final Map<String, KeyPair> keys = new LinkedHashMap<>();
    private final AtomicInteger fetches = new AtomicInteger();

    private TestIssuer(String name, HttpServer server) {
        this.name = name;
        this.server = server;
        newRsa("rsa");
        newEc("ec");
        server.createContext("/realm/.well-known/openid-configuration", this::discover);
        server.createContext("/realm/keys", this::tellKeys);
        server.start();
    }

    /** Port 0 is any that is free. */
    public static TestIssuer on(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        return new TestIssuer("http://127.0.0.1:" + server.getAddress().getPort() + "/realm", server);
    }

    public String name() {
        return name;
    }

    /** How often its keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public synchronized KeyPair key(String id) {
        return keys.get(id);
    }

    public KeyPair newRsa(String id) {
        return put(id, generate("RSA", 2048));
    }

    public KeyPair newEc(String id) {
        return put(id, generate("EC", 256));
    }

    private synchronized KeyPair put(String id, KeyPair pair) {
        keys.put(id, pair);
        return pair;
    }

    public static KeyPair generate(String kind, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What every good token of it says, with or without this besides; null takes a claim away. */
    public Map<String, Object> claims(Map<String, ?> others) {
        long now = Instant.now().getEpochSecond();
        var claims = new HashMap<String, Object>(Map.of(
                "iss",
                name,
                "aud",
                List.of("another", AUDIENCE),
                "sub",
                "alice",
                "iat",
                now,
                "exp",
                now + 600,
                "scope",
                "coppice:read"));
        claims.putAll(others);
        claims.values().removeIf(value -> value.equals(""));
        return claims;
    }

    /** A good token, but for these claims; an empty one is left out. */
    public String token(Map<String, ?> others) {
        return signed(Map.of("alg", "RS256", "kid", "rsa"), claims(others), key("rsa"));
    }

    public static String signed(Map<String, ?> header, Map<String, ?> claims, KeyPair key) {
        var text = part(header) + "." + part(claims);
        var algorithm = key.getPublic() instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSAinP1363Format";
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A part of a token. */
    public static String part(Map<String, ?> json) {
        try {
            return encoded(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void discover(HttpExchange exchange) throws IOException {
        answer(exchange, Map.of("issuer", name, "jwks_uri", name + "/keys"));
    }

    private void tellKeys(HttpExchange exchange) throws IOException {
        fetches.incrementAndGet();
        List<Map<String, String>> told;
        synchronized (this) {
            told = keys.entrySet().stream()
                    .map(entry -> told(entry.getKey(), entry.getValue()))
                    .toList();
        }
        answer(exchange, Map.of("keys", told));
    }

    private static Map<String, String> told(String id, KeyPair pair) {
        return switch (pair.getPublic()) {
            case RSAPublicKey rsa ->
                Map.of(
                        "kty",
                        "RSA",
                        "use",
                        "sig",
                        "kid",
                        id,
                        "n",
                        number(rsa.getModulus()),
                        "e",
                        number(rsa.getPublicExponent()));
            case ECPublicKey ec ->
                Map.of(
                        "kty",
                        "EC",
                        "crv",
                        "P-256",
                        "use",
                        "sig",
                        "kid",
                        id,
                        "x",
                        number(ec.getW().getAffineX()),
                        "y",
                        number(ec.getW().getAffineY()));
            default -> throw new IllegalStateException(pair.getPublic().getAlgorithm());
        };
    }

    /** Without the sign's byte, and as long as all of their kind. */
    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        int length = bytes.length <= 3 ? bytes.length : bytes.length <= 33 ? 32 : bytes.length & ~1;
        var padded = new byte[length];
        int kept = Math.min(bytes.length, length);
        System.arraycopy(Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length), 0, padded, length - kept, kept);
        return encoded(padded);
    }

    private static void answer(HttpExchange exchange, Object json) throws IOException {
        var body = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
