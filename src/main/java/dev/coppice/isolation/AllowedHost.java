package dev.coppice.isolation;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of a list of hosts.
 *
 * @param name in small letters; {@code *} stands for every one, {@code *.name} for all below that name; an IPv6 address without brackets
 * @param port {@link #USUAL_PORTS} for 80 and 443
 */
record AllowedHost(String name, int port) {

    static final int USUAL_PORTS = 0;

    private static final Set<Integer> USUAL = Set.of(80, 443);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
    private static final Pattern ENTRY = Pattern.compile(
            "(\\*|(?:\\*\\.)?[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?");
    private static final int LARGEST_PORT = 65_535;

    /** An {@link IllegalArgumentException} says what is wrong with the words. */
    static AllowedHost of(String words) {
        var entry = ENTRY.matcher(words);
        if (entry.matches()) {
            int port = entry.group(2) == null ? USUAL_PORTS : Integer.parseInt(entry.group(2));
            if (entry.group(2) == null || (port > 0 && port <= LARGEST_PORT)) {
                return new AllowedHost(plain(entry.group(1)), port);
            }
        }
        throw new IllegalArgumentException(
                "coppice.sandbox.hosts has '" + words + "'; an entry is *, a name, *.name, or one of these with :port");
    }

    /** Where an address leads; empty if that cannot be told. */
    static Optional<AllowedHost> ofUrl(String url) {
        try {
            var address = URI.create(url.strip());
            boolean isSecure = "https".equalsIgnoreCase(address.getScheme());
            if (address.getHost() == null || (!isSecure && !"http".equalsIgnoreCase(address.getScheme()))) {
                return Optional.empty();
            }
            int usual = isSecure ? 443 : 80;
            return Optional.of(
                    new AllowedHost(plain(address.getHost()), address.getPort() < 0 ? usual : address.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String plain(String host) {
        var small = host.toLowerCase(Locale.ROOT);
        return small.startsWith("[") ? small.substring(1, small.length() - 1) : small;
    }

    boolean covers(String host, int itsPort) {
        return (port == USUAL_PORTS ? USUAL.contains(itsPort) : port == itsPort) && coversName(plain(host));
    }

    private boolean coversName(String host) {
        return name.equals("*")
                || (isThisMachine() && THIS_MACHINE.contains(host))
                || (name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name));
    }

    /** Whether it names one host, and not many. */
    boolean isOutright() {
        return !name.startsWith("*");
    }

    boolean isThisMachine() {
        return THIS_MACHINE.contains(name);
    }

    @Override
    public String toString() {
        return (name.contains(":") ? "[" + name + "]" : name) + (port == USUAL_PORTS ? "" : ":" + port);
    }
}
