package dev.coppice.repository;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository lies elsewhere: an address of https or ssh, of http where that is allowed, or {@code user@host:path}. Nothing that
 * would have git run a program or read this host, and no password: it would be in lists, logs and the clone's settings.
 *
 * @param scheme {@code https}, {@code http} or {@code ssh}
 * @param user the name of the login, if there is one in the address
 * @param host with its port, if there is one in the address
 */
public record RemoteUrl(String text, String scheme, Optional<String> user, String host) {

    private static final int LONGEST = 2048;
    private static final String USER = "(?:(?<user>[A-Za-z0-9_][A-Za-z0-9._+-]*)@)?";
    private static final String HOST = "(?<host>(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])";
    private static final String PATH = "[^\\s\\p{Cntrl}?#\\\\]+";
    private static final Pattern HIDDEN_CONTROL = Pattern.compile("%([01][0-9A-Fa-f]|7[Ff])");
    private static final Pattern WITH_SCHEME =
            Pattern.compile("(?<scheme>https|http|ssh)://" + USER + HOST + "(?::[0-9]{1,5})?)/" + PATH);
    private static final Pattern AS_OF_SCP = Pattern.compile(USER + HOST + "):(?![-:/]*$)(?![-:])(?!//)" + PATH);

    /** What reading came to. */
    public sealed interface Reading {

        record Read(RemoteUrl url) implements Reading {}

        /** For people: why it is none that Coppice uses. */
        record Refused(String reason) implements Reading {}
    }

    static Reading read(String text, boolean allowsHttp) {
        if (text.length() > LONGEST
                || text.chars().anyMatch(Character::isISOControl)
                || HIDDEN_CONTROL.matcher(text).find()) {
            return new Reading.Refused("an address is one line of at most " + LONGEST + " characters");
        }
        var withScheme = WITH_SCHEME.matcher(text);
        if (withScheme.matches()) {
            return withScheme.group("scheme").equals("http") && !allowsHttp
                    ? new Reading.Refused("http shows everything to whoever listens; use https, or say allow-http=true")
                    : read(text, withScheme.group("scheme"), withScheme.group("user"), withScheme.group("host"));
        }
        var asOfScp = AS_OF_SCP.matcher(text);
        return asOfScp.matches() && !text.contains("://")
                ? read(text, "ssh", asOfScp.group("user"), asOfScp.group("host"))
                : new Reading.Refused(reason(text));
    }

    private static Reading read(String text, String scheme, @Nullable String user, String host) {
        return new Reading.Read(new RemoteUrl(text, scheme, Optional.ofNullable(user), host));
    }

    /** The address itself may hold a password, so it is not said again. */
    private static String reason(String text) {
        return text.matches("(?s)[a-z]+://[^/]*:[^/@]*@.*")
                ? "an address must hold no password; use token, token-file or token-helper"
                : "an address is https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH, without ? and #";
    }

    /** Without the name of a login. */
    public String shown() {
        return user.map(name -> text.replaceFirst("(^|//)" + Pattern.quote(name) + "@", "$1"))
                .orElse(text);
    }

    boolean isOfSsh() {
        return scheme.equals("ssh");
    }

    /** The only place that may see a token. */
    String origin() {
        return scheme + "://" + host;
    }
}
