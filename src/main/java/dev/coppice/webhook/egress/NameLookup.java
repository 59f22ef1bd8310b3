package dev.coppice.webhook.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where a host's name leads at this moment. */
@FunctionalInterface
public interface NameLookup {

    /** At least one, the best first. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
