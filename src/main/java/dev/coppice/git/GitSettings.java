package dev.coppice.git;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration and environment of every git command that Coppice runs for itself.
 *
 * <p>The user's configuration stays in force where it says what files look like (line endings, filters, ignored names), and is
 * overruled where it would run a program, ask a question, or make a result depend on the machine.
 */
final class GitSettings {

    private static final List<String> SETTINGS = List.of(
            "core.fsmonitor=false",
            "core.untrackedCache=false",
            "core.splitIndex=false",
            "core.sparseCheckout=false",
            "index.sparse=false",
            "core.trustctime=true",
            "core.checkStat=default",
            "core.safecrlf=false",
            "core.quotePath=false",
            "core.filesRefLockTimeout=5000",
            "core.packedRefsTimeout=5000",
            "commit.gpgSign=false",
            "tag.gpgSign=false",
            "log.showSignature=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "submodule.recurse=false",
            "merge.conflictStyle=merge",
            "merge.renormalize=false",
            "i18n.commitEncoding=UTF-8",
            "i18n.logOutputEncoding=UTF-8",
            "color.ui=false",
            // An address that is a command, or a number of an open file, is no address, whatever the repository allows.
            "protocol.ext.allow=never",
            "protocol.fd.allow=never");

    /** The same, for a command that the user's hooks are to watch. */
    static final List<String> OVERRULED_BUT_HOOKS =
            SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting)).toList();

    /** Who makes Coppice's commits. */
    static final String NAME = "Coppice";

    static final String EMAIL = "coppice@noreply.invalid";

    /** Given with {@code -c}, which wins over every configuration file. */
    static final List<String> OVERRULED = Stream.concat(
                    Stream.of("-c", "core.hooksPath=/dev/null"), OVERRULED_BUT_HOOKS.stream())
            .toList();

    /** Where programs, settings, credentials and the network are found; everything else, secrets included, stays out. */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "XDG_CONFIG_HOME",
            "XDG_RUNTIME_DIR",
            "LD_LIBRARY_PATH",
            "SSH_AUTH_SOCK",
            "http_proxy",
            "https_proxy",
            "HTTPS_PROXY",
            "no_proxy",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("LC_ALL", "C"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"),
            Map.entry("GIT_ASKPASS", "true"),
            Map.entry("GIT_EDITOR", ":"),
            Map.entry("GIT_PAGER", "cat"),
            Map.entry("GIT_OPTIONAL_LOCKS", "0"),
            Map.entry("GIT_NO_REPLACE_OBJECTS", "1"),
            Map.entry("GIT_AUTHOR_NAME", NAME),
            Map.entry("GIT_AUTHOR_EMAIL", EMAIL),
            Map.entry("GIT_COMMITTER_NAME", NAME),
            Map.entry("GIT_COMMITTER_EMAIL", EMAIL));

    /** How the operator lets git reach other machines, where the environment says so. */
    private static final Set<String> TO_REACH_OTHERS =
            Set.of("GIT_SSH_COMMAND", "GIT_SSH", "GIT_SSH_VARIANT", "GIT_ASKPASS");

    /** Nobody is there whom ssh could ask, and a question on the terminal would keep everything waiting. */
    private static final Map<String, String> NO_QUESTIONS =
            Map.of("SSH_ASKPASS", "true", "SSH_ASKPASS_REQUIRE", "force");

    private GitSettings() {}

    /** What a git that talks to other machines finds in its environment besides the usual. */
    static Map<String, String> toReachOthers(Map<String, String> inherited, Collection<String> more) {
        var environment = new HashMap<>(NO_QUESTIONS);
        inherited.forEach((name, value) -> {
            if (TO_REACH_OTHERS.contains(name) || more.contains(name)) {
                environment.put(name, value);
            }
        });
        return environment;
    }

    static Map<String, String> environment(Map<String, String> inherited) {
        var environment = new HashMap<String, String>();
        inherited.forEach((name, value) -> {
            if (INHERITED.contains(name)) {
                environment.put(name, value);
            }
        });
        environment.putAll(FIXED);
        return environment;
    }
}
