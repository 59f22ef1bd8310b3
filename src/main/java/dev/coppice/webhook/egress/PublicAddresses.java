package dev.coppice.webhook.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells the addresses that everybody's are from those of this machine, of private networks, and of no use at all. */
final class PublicAddresses {

    /** As IANA's registry has them: this network, private, shared by carriers, loopback, link, protocols, documentation, tests, the rest. */
    private static final List<AddressRange> NOT_IN_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final AddressRange GLOBAL_6 = AddressRange.of("2000::/3");

    /** Protocols (Teredo among them), documentation, and IPv4 in disguise. */
    private static final List<AddressRange> NOT_IN_6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Behind it a gateway finds an IPv4 address, in the last four bytes. */
    private static final AddressRange TRANSLATED = AddressRange.of("64:ff9b::/96");

    private static final int LENGTH_4 = 4;

    private PublicAddresses() {}

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::of).toList();
    }

    /** A server that listens everywhere is reached at every address of this machine, so all of them are private. */
    static boolean mayBeReached(InetAddress address) {
        return isPublic(address) && !isThisMachine(address);
    }

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet6Address) {
            return TRANSLATED.holds(address) ? isPublic(translated(address)) : isPublic6(address);
        }
        return NOT_IN_4.stream().noneMatch(range -> range.holds(address));
    }

    private static boolean isPublic6(InetAddress address) {
        return GLOBAL_6.holds(address) && NOT_IN_6.stream().noneMatch(range -> range.holds(address));
    }

    private static InetAddress translated(InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - LENGTH_4, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // what cannot be told must not be let through
        }
    }
}
