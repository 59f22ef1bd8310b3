package dev.coppice.isolation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A host that a sandbox asks for, and the addresses at which it may have it.
 *
 * <p>A name leads wherever its owner wants. So this machine, and the addresses at which clouds hand out credentials, are reached only
 * by who names them outright, and private networks only by a host's own name.
 */
record Destination(AllowedHost permission, String host, int port) {

    /** Empty if nothing on the list covers it. */
    static Optional<Destination> allowed(AllowedHosts hosts, String host, int port) {
        return hosts.permission(host, port).map(permission -> new Destination(permission, host, port));
    }

    /** Where to connect to, in this order; an exception says why nowhere. */
    List<InetAddress> addresses() throws HostRefusedException {
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new HostRefusedException("no address is known of " + host);
        }
        var allowed = Arrays.stream(all).filter(this::isAllowed).toList();
        if (allowed.isEmpty()) {
            throw new HostRefusedException(host + " leads to " + all[0].getHostAddress()
                    + ", in this machine or a private network, which has to be allowed by that very name");
        }
        return allowed;
    }

    /** For a name that somebody else will look up. */
    boolean isSafeByName() {
        return permission.isOutright() || !(AllowedHost.of("localhost").covers(host, 80) || isNumber());
    }

    private boolean isNumber() {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private boolean isAllowed(InetAddress address) {
        if (isThisMachine(address)) {
            return permission.isThisMachine() || permission.name().equals(address.getHostAddress());
        }
        if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return permission.name().equals(address.getHostAddress());
        }
        return permission.isOutright() || !isPrivate(address);
    }

    /** A server that listens everywhere is reached at every address of this machine. */
    private static boolean isThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // what cannot be told must not be let through
        }
    }

    /**
     * Also the range that carriers and clouds use among themselves, 100.64.0.0/10, the local ones of IPv6, fc00::/7, and those that only
     * stand for IPv4 addresses.
     */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isSiteLocalAddress()
                || bytes[0] == 0
                || (address instanceof Inet6Address
                        ? (bytes[0] & 0xFE) == 0xFC
                        : bytes[0] == 100 && (bytes[1] & 0xC0) == 64);
    }
}
