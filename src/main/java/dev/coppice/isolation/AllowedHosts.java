package dev.coppice.isolation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts that somebody may reach. */
record AllowedHosts(List<AllowedHost> all) {

    AllowedHosts {
        all = all.stream()
                .distinct()
                .sorted(Comparator.comparing(AllowedHost::toString))
                .toList();
    }

    static AllowedHosts of(Collection<String> words) {
        return new AllowedHosts(
                words.stream().map(String::strip).map(AllowedHost::of).toList());
    }

    static AllowedHosts none() {
        return new AllowedHosts(List.of());
    }

    AllowedHosts and(AllowedHosts others) {
        return new AllowedHosts(Stream.concat(all.stream(), others.all.stream()).toList());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The entry that lets somebody reach it; one that names the host outright comes before one that covers it among others. */
    Optional<AllowedHost> permission(String host, int port) {
        return all.stream()
                .filter(allowed -> allowed.covers(host, port))
                .min(Comparator.comparing(allowed -> !allowed.isOutright()));
    }

    /** The ports of this machine itself that are allowed by name. */
    List<Integer> portsOfThisMachine() {
        return all.stream()
                .filter(AllowedHost::isThisMachine)
                .map(AllowedHost::port)
                .filter(port -> port != AllowedHost.USUAL_PORTS)
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return all.isEmpty() ? "none" : all.stream().map(AllowedHost::toString).collect(Collectors.joining(", "));
    }
}
