package dev.coppice.git;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where an address of a remote leads, without whatever login it holds.
 *
 * @param scheme https, http or ssh
 * @param host in lower case
 * @param port empty if the address names none
 * @param path without slashes at its ends, and without {@code .git}
 */
public record RemotePlace(String scheme, String host, OptionalInt port, String path) {

    private static final Pattern URL =
            Pattern.compile("(?i)(https?|ssh|git\\+ssh|ssh\\+git)://(?:[^/]*@)?([^/@:\\[\\]]+)(?::(\\d{1,5}))?/(.+)");

    /** As scp writes it: no slash before the first colon. */
    private static final Pattern SHORT = Pattern.compile("(?:[^/@:]+@)?([^/@:\\[\\]]+):(?!//)(.+)");

    /** Empty for what leads to no other host, or is written as nothing that is known here. */
    static Optional<RemotePlace> of(String address) {
        var url = URL.matcher(address);
        if (url.matches()) {
            var scheme = url.group(1).toLowerCase(Locale.ROOT);
            return place(
                    scheme.contains("ssh") ? "ssh" : scheme,
                    url.group(2),
                    url.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(url.group(3))),
                    url.group(4));
        }
        var scp = SHORT.matcher(address);
        return scp.matches() ? place("ssh", scp.group(1), OptionalInt.empty(), scp.group(2)) : Optional.empty();
    }

    private static Optional<RemotePlace> place(String scheme, String host, OptionalInt port, String path) {
        var bare = path.replaceAll("^/+|/+$", "").replaceAll("\\.git$", "");
        return Optional.of(new RemotePlace(scheme, host.toLowerCase(Locale.ROOT), port, bare));
    }
}
