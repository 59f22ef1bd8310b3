package dev.coppice.isolation;

/** What a command in a sandbox reaches. */
sealed interface Network {

    /** All that the host reaches, the host's own servers among it. */
    record Shared() implements Network {}

    /** Nothing but itself. */
    record Closed() implements Network {}

    /** These hosts, by a proxy; nothing by any other way. */
    record Limited(AllowedHosts hosts) implements Network {}

    /** One that reaches these hosts, where that is any. */
    static Network to(AllowedHosts hosts) {
        return hosts.isEmpty() ? new Closed() : new Limited(hosts);
    }
}
