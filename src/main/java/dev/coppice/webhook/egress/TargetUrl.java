package dev.coppice.webhook.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where requests go. All that follows the host may be a secret, so its text is the {@link #origin} only. */
public record TargetUrl(URI uri) {

    /** What {@link #of} takes. */
    public static final String WANTED =
            "an address that begins with http:// or https://, names a host, and has no user, password or fragment; at most 2048 characters";

    private static final int LONGEST = 2048;
    private static final int LAST_PORT = 65_535;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Empty if it is none of {@link #WANTED}. */
    public static Optional<TargetUrl> of(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(_ -> text.length() <= LONGEST && text.chars().allMatch(sign -> sign > ' ' && sign <= '~'))
                    .filter(TargetUrl::isWanted)
                    .map(TargetUrl::new);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isWanted(URI uri) {
        return uri.getScheme() != null
                && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.getPort() != 0
                && uri.getPort() <= LAST_PORT;
    }

    boolean isSecure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** A name or an address, without the brackets of IPv6. */
    String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }

    int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return isSecure() ? HTTPS : HTTP;
    }

    /** Whether it names an address, and that one is this machine's or of a private network; of a name nobody knows that beforehand. */
    public boolean isPlainlyPrivate() {
        try {
            return !PublicAddresses.mayBeReached(InetAddress.ofLiteral(host()));
        } catch (IllegalArgumentException e) {
            return host().equalsIgnoreCase("localhost");
        }
    }

    /** What stands in a request's first line. */
    String pathAndQuery() {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Scheme, host and, if it is named, port. */
    public String origin() {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost()
                + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
    }

    @Override
    public String toString() {
        return origin();
    }
}
