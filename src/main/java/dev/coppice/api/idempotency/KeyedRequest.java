package dev.coppice.api.idempotency;

import dev.coppice.access.Principal;
import dev.coppice.access.ShowsSecret;
import dev.coppice.access.issuer.Holder;
import dev.coppice.api.Problem;
import dev.coppice.api.ProblemException;
import dev.coppice.idempotency.Request;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what distinguishes a request with a key from others. */
final class KeyedRequest {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private KeyedRequest() {}

    /**
     * Leaves the body to be read again.
     *
     * @throws ProblemException if the key is none
     */
    static Request of(ContainerRequestContext context, ResourceInfo resource, Principal caller) throws IOException {
        var key = String.valueOf(context.getHeaderString(HEADER));
        if (!KEY.matcher(key).matches()) {
            throw Problem.of(400, "bad_idempotency_key", "an Idempotency-Key has 1 to 255 visible ASCII characters")
                    .asException();
        }
        // By what it is, because an address can be written in many ways (/api/v1//tokens).
        if (resource.getResourceMethod().isAnnotationPresent(ShowsSecret.class)) {
            throw Problem.of(
                            400,
                            "idempotency_unsupported",
                            "answers of this route are not kept; send no Idempotency-Key")
                    .asException();
        }
        var uri = context.getUriInfo().getRequestUri();
        var body = context.getEntityStream().readAllBytes();
        context.setEntityStream(new ByteArrayInputStream(body));
        var route = uri.getPath()
                + Optional.ofNullable(uri.getQuery()).map(query -> "?" + query).orElse("");
        return new Request(principal(context, caller), key, route, hash(body));
    }

    /** A token of an issuer lives for minutes, and whoever repeats a request comes with another one: its holder is the same. */
    private static String principal(ContainerRequestContext context, Principal caller) {
        if (caller.name().startsWith(Holder.PREFIX)) {
            return hash(caller.name().getBytes(StandardCharsets.UTF_8));
        }
        return Optional.ofNullable(context.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(header -> hash(header.getBytes(StandardCharsets.UTF_8)))
                .orElse("");
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
