package dev.coppice.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a remote's name leads when something is pushed to it. May hold passwords, so it is compared and never shown. */
public final class RemoteAddress {

    /** User and password of a URL: everything before the last sign that may end them. */
    private static final Pattern LOGIN = Pattern.compile("://[^\\s'\"]*@");

    private static final Pattern QUERY = Pattern.compile("\\?[^\\s'\"]+");

    private final List<String> urls;

    RemoteAddress(List<String> urls) {
        this.urls = List.copyOf(urls);
    }

    /** Whether one push would go to several places, of which one may take it and another not. */
    public boolean isOfSeveral() {
        return urls.size() != 1;
    }

    /** Tells one address from another and gives none away. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", urls).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Where the one address leads; empty if there are several, or it leads to no other host. */
    public Optional<RemotePlace> place() {
        return isOfSeveral() ? Optional.empty() : RemotePlace.of(urls.getFirst());
    }

    /** The text without whatever may be a login in it. */
    static String redact(String text) {
        return QUERY.matcher(LOGIN.matcher(text).replaceAll("://[redacted]@")).replaceAll("?[redacted]");
    }
}
