package dev.coppice.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses that nobody but this machine can reach. */
public final class Loopback {

    private Loopback() {}

    /** What cannot be resolved is none. */
    public static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
