package dev.coppice.repository;

import dev.coppice.git.RemoteLogin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what git gets into one repository elsewhere. Where the operator gives nothing, git logs in as it is configured on this host.
 *
 * @param sshKey the only key that is offered
 * @param knownHosts where the host's key must stand
 */
record Credentials(
        Optional<Path> sshKey, Optional<Path> knownHosts, Optional<TokenSource> token, Optional<String> username) {

    /** Taken by the usual forges together with a token of theirs, whoever holds it. */
    private static final String USUAL_NAME = "x-access-token";

    private static final String NAME_VARIABLE = "COPPICE_GIT_USERNAME";
    private static final String TOKEN_VARIABLE = "COPPICE_GIT_TOKEN";

    /** Run by the shell that git starts for it; the token is in the environment only. */
    private static final String HELPER = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$"
            + NAME_VARIABLE + "\" \"$" + TOKEN_VARIABLE + "\"; }; f";

    static Credentials of(RepositoriesConfig.Entry entry) {
        return new Credentials(
                entry.sshKeyFile().map(Path::of),
                entry.knownHostsFile().map(Path::of),
                entry.token()
                        .<TokenSource>map(TokenSource.Written::new)
                        .or(() -> entry.tokenFile().map(Path::of).map(TokenSource.InFile::new))
                        .or(() -> entry.tokenHelper().map(TokenSource.PrintedBy::new)),
                entry.username());
    }

    /**
     * For this address and no other; an {@link IllegalStateException} says what is missing.
     *
     * @param variables names of those of Coppice's own environment that git's helpers need
     */
    RemoteLogin login(RemoteUrl url, List<String> variables) {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().retainAll(variables);
        var settings = new ArrayList<>(List.of(
                "transfer.fsckObjects=true",
                "fetch.fsckObjects=true",
                "http.followRedirects=false",
                "http.lowSpeedLimit=1",
                "http.lowSpeedTime=120"));
        environment.put("GIT_ALLOW_PROTOCOL", url.scheme());
        if (url.isOfSsh()) {
            ssh().ifPresent(command ->
                    environment.putAll(Map.of("GIT_SSH_COMMAND", command, "GIT_SSH_VARIANT", "ssh")));
        } else {
            token.ifPresent(source -> {
                environment.put(NAME_VARIABLE, username.or(url::user).orElse(USUAL_NAME));
                environment.put(TOKEN_VARIABLE, source.token());
                environment.put("GIT_ASKPASS", "true");
                settings.add("credential.helper=");
                settings.add("credential." + url.origin() + ".helper=" + HELPER);
            });
        }
        return new RemoteLogin(environment, settings);
    }

    /** None of the user's keys, agents and settings: only what is given here. */
    private Optional<String> ssh() {
        if (sshKey.isEmpty() && knownHosts.isEmpty()) {
            return Optional.empty();
        }
        var line = new ArrayList<>(
                List.of("ssh", "-F", "/dev/null", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"));
        line.addAll(List.of("-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=20"));
        sshKey.ifPresent(key ->
                line.addAll(List.of("-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-i", key.toString())));
        knownHosts.ifPresent(file -> line.addAll(
                List.of("-o", "UserKnownHostsFile=" + quotedForSsh(file), "-o", "GlobalKnownHostsFile=/dev/null")));
        return Optional.of(
                String.join(" ", line.stream().map(Credentials::quoted).toList()));
    }

    /** The option holds several files with spaces between them. */
    private static String quotedForSsh(Path file) {
        return '"' + file.toString() + '"';
    }

    /** For the shell that git starts. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
