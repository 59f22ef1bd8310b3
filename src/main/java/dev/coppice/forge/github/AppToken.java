package dev.coppice.forge.github;

import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.forge.http.JsonCalls;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/** The token of a GitHub App's installation on one project: good for an hour, and asked for again some minutes before its end. */
public final class AppToken {

    private static final Duration RESERVE = Duration.ofMinutes(5);

    /** GitHub takes none of more than ten minutes; its clock may be behind. */
    private static final Duration LIFE = Duration.ofMinutes(8);

    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final JsonCalls calls;
    private final String app;
    private final Supplier<String> key;
    private final String project;
    private String token = "";
    private Instant end = Instant.EPOCH;

    /** Calls are only told where to; the key is the app's, in PEM. */
    public AppToken(HostCalls calls, String app, Supplier<String> key, String project) {
        this.calls = new JsonCalls(calls.as(this::proof));
        this.app = app;
        this.key = key;
        this.project = project;
    }

    public synchronized String token() {
        if (Instant.now().isAfter(end.minus(RESERVE))) {
            renew();
        }
        return token;
    }

    private void renew() {
        long installation =
                calls.get("/repos/" + project + "/installation").path("id").asLong();
        var answer = calls.send("POST", "/app/installations/" + installation + "/access_tokens", Map.of());
        try {
            end = Instant.parse(answer.path("expires_at").asText());
            token = answer.path("token").asText();
        } catch (DateTimeException e) {
            throw new ForgeFailure(ForgeFailure.Kind.LATER, "the forge's answer makes no sense");
        }
    }

    /** A JSON web token that says who the app is. */
    private String proof() {
        var now = Instant.now();
        var head = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));
        var claims = "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(
                        now.minus(CLOCKS).getEpochSecond(),
                        now.plus(LIFE).getEpochSecond(),
                        app.replaceAll("[^A-Za-z0-9.-]", ""));
        var signed = head + "." + encoded(claims.getBytes(StandardCharsets.US_ASCII));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(AppKey.of(key.get()));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ForgeFailure(
                    ForgeFailure.Kind.LATER, "the key of the GitHub App " + app + " is no RSA key in PEM");
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
