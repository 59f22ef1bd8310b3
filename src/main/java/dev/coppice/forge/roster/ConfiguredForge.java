package dev.coppice.forge.roster;

import dev.coppice.forge.Forge;
import dev.coppice.forge.ForgeFailure;
import dev.coppice.forge.github.AppToken;
import dev.coppice.forge.github.GitHubForge;
import dev.coppice.forge.gitlab.GitLabForge;
import dev.coppice.forge.http.HostCalls;
import dev.coppice.git.RemotePlace;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One forge as it is configured. Made without asking anybody; what is wrong with it is said when it is needed. */
final class ConfiguredForge {

    private static final Pattern GITHUB_PROJECT = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
    private static final Pattern GITLAB_PROJECT = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+");
    private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final Map<String, String> USUAL =
            Map.of("github", "https://github.com", "gitlab", "https://gitlab.com");

    private final String name;
    private final ForgesConfig.One config;

    /** Tokens of an app, by project, which are good for an hour. */
    private final Map<String, AppToken> apps = new ConcurrentHashMap<>();

    /** Made with the first call, because what is configured may be wrong, and kept with its connections. */
    private final Map<URI, HostCalls> calls = new ConcurrentHashMap<>();

    ConfiguredForge(String name, ForgesConfig.One config) {
        this.name = name;
        this.config = config;
    }

    /** What is wrong with what is configured; empty if nothing is. */
    Optional<String> objection() {
        if (!USUAL.containsKey(config.kind())) {
            return wrong("kind must be github or gitlab");
        }
        var url = config.url().map(ConfiguredForge::parsed).orElseGet(() -> Optional.of(URI.create(web())));
        if (url.filter(ConfiguredForge::isConfidential).isEmpty()) {
            return wrong("url must be an address such as https://git.example.org; http only on loopback");
        }
        long logins = List.of(config.token(), config.tokenFile(), config.appId()).stream()
                .filter(Optional::isPresent)
                .count();
        if (logins != 1) {
            return wrong("one of token, token-file and app-id must be there");
        }
        if (config.appId().isPresent()
                && (config.appKeyFile().isEmpty() || !config.kind().equals("github"))) {
            return wrong("app-id is for GitHub, and needs app-key-file");
        }
        return Optional.empty();
    }

    private Optional<String> wrong(String what) {
        return Optional.of("coppice.forges." + name + ": " + what);
    }

    private static Optional<URI> parsed(String url) {
        try {
            var uri = URI.create(url);
            boolean isPlain = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && !DOTS.matcher(uri.getRawPath()).find();
            return Optional.of(uri).filter(_ -> isPlain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A token that goes over a network in the clear is everybody's. */
    private static boolean isConfidential(URI url) {
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost()));
    }

    /** By its number: what a name means is for others to say. */
    private static boolean isLoopback(String host) {
        try {
            return host.equals("localhost")
                    || (host.matches("[\\d.]+|\\[.*\\]")
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Its project at the place, if the place is here. */
    Optional<String> project(RemotePlace place) {
        return Optional.of(place)
                .filter(this::isHere)
                .flatMap(this::path)
                .filter(path -> (config.kind().equals("github") ? GITHUB_PROJECT : GITLAB_PROJECT)
                                .matcher(path)
                                .matches()
                        && !DOTS.matcher(path).find());
    }

    private boolean isHere(RemotePlace place) {
        if (config.hosts().orElse(List.of()).stream().anyMatch(host -> host.equalsIgnoreCase(place.host()))) {
            return true;
        }
        var url = URI.create(web());
        return url.getHost().toLowerCase(Locale.ROOT).equals(place.host())
                && (place.scheme().equals("ssh") || port(place) == port(url));
    }

    private static int port(RemotePlace place) {
        return place.port().orElse(place.scheme().equals("http") ? 80 : 443);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("http") ? 80 : 443;
    }

    /** A forge may live below a path of its host; ssh knows nothing of that. */
    private Optional<String> path(RemotePlace place) {
        var below = URI.create(web()).getPath().replaceAll("^/", "");
        if (below.isEmpty() || place.scheme().equals("ssh")) {
            return Optional.of(place.path());
        }
        return Optional.of(place.path())
                .filter(path -> path.startsWith(below + "/"))
                .map(path -> path.substring(below.length() + 1));
    }

    Forge project(String path) {
        var plain = calls.computeIfAbsent(api(), place -> new HostCalls(name, place, this::token));
        return config.kind().equals("github")
                ? new GitHubForge(
                        config.appId().map(id -> asApp(plain, id, path)).orElse(plain), web(), path)
                : new GitLabForge(plain, web(), path);
    }

    private HostCalls asApp(HostCalls plain, String id, String path) {
        Supplier<String> key = () -> new SecretFile(name, config.appKeyFile().orElseThrow()).read();
        return plain.as(apps.computeIfAbsent(path, project -> new AppToken(plain, id, key, project))::token);
    }

    private String token() {
        var token = config.token()
                .or(() -> config.tokenFile().map(file -> new SecretFile(name, file).read()))
                .map(String::strip)
                .orElse("");
        if (!TOKEN.matcher(token).matches()) {
            throw new ForgeFailure(ForgeFailure.Kind.LATER, "the forge " + name + ": its token is no token");
        }
        return token;
    }

    private String web() {
        return config.url()
                .orElseGet(() -> USUAL.getOrDefault(config.kind(), ""))
                .replaceAll("/+$", "");
    }

    private URI api() {
        if (config.kind().equals("gitlab")) {
            return URI.create(web() + "/api/v4");
        }
        return URI.create(web().equals("https://github.com") ? "https://api.github.com" : web() + "/api/v3");
    }
}
