package dev.coppice.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers by which a receiver tells a message from a forged, changed or repeated one. */
final class Signature {

    private Signature() {}

    /** One signature for each secret, so that a receiver may take the new one while others still know the old one. */
    static Map<String, String> headers(String id, Instant at, String body, List<SigningSecret> secrets) {
        var timestamp = Long.toString(at.getEpochSecond());
        var content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        var signatures = secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(secret.sign(content)))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures);
    }
}
