package dev.coppice.api.access;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may speak to a service without a token: programs on this machine that call it by a name of this machine, and its own pages.
 * A page of another site that a browser shows here has that site's name in {@code Origin}, or in {@code Host} after a rebinding.
 */
record Origins(Set<String> names) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    Origins {
        names = Set.copyOf(names);
    }

    /** Whether the {@code Host} header, with or without port, is one of ours. */
    boolean isOwnHost(String host) {
        var name = name(host);
        return LOOPBACK.contains(name) || names.contains(name);
    }

    /** Whether a request to that host may come from a page of that origin; "null" is nobody's. */
    static boolean isSameOrigin(String origin, String host) {
        return authority(origin).filter(host.toLowerCase(Locale.ROOT)::equals).isPresent();
    }

    private static String name(String host) {
        int port = host.lastIndexOf(':');
        boolean hasPort = port > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).map(text -> text.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
