package dev.coppice.isolation;

import dev.coppice.git.Git;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A repository's settings as a sandbox sees them: what says how its files and branches are to be read and who commits, and nothing
 * that holds a login, such as headers of requests, helpers that know passwords, and passwords within addresses.
 */
final class GitSettingsCopy {

    private static final Set<String> KEPT = Set.of(
            "core", "extensions", "user", "init", "i18n", "merge", "diff", "filter", "remote", "branch", "submodule");

    /** Of a remote; a proxy, for one, is named with its password. */
    private static final Set<String> KEPT_OF_REMOTES =
            Set.of("url", "pushurl", "fetch", "promisor", "partialclonefilter");

    private static final Set<String> LEFT =
            Set.of("core.sshcommand", "core.askpass", "core.gitproxy", "core.fsmonitor");
    private static final Set<String> WHO = Set.of("user.name", "user.email");
    private static final Set<String> OWN_SCOPES = Set.of("local", "worktree");
    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]*@");

    private GitSettingsCopy() {}

    /** The text of a configuration file. */
    static String of(Git git) {
        var fields =
                git.demandAnswer("", "config", "--list", "--show-scope", "-z").fields();
        var text = new StringBuilder();
        var who = new TreeMap<String, String>();
        for (int index = 0; index + 1 < fields.size(); index += 2) {
            var setting = fields.get(index + 1).split("\n", 2);
            var name = setting[0].toLowerCase(Locale.ROOT);
            var value = setting.length > 1 ? setting[1] : "true";
            if (WHO.contains(name) && !fields.get(index).equals("command")) {
                who.put(setting[0], value);
            } else if (OWN_SCOPES.contains(fields.get(index)) && isKept(name)) {
                text.append(line(setting[0], value));
            }
        }
        who.forEach((name, value) -> text.append(line(name, value)));
        return text.toString();
    }

    private static boolean isKept(String name) {
        var section = name.substring(0, name.indexOf('.'));
        var key = name.substring(name.lastIndexOf('.') + 1);
        return KEPT.contains(section)
                && !LEFT.contains(name)
                && (!section.equals("remote") || KEPT_OF_REMOTES.contains(key));
    }

    private static String line(String name, String value) {
        int first = name.indexOf('.');
        int last = name.lastIndexOf('.');
        var section = name.substring(0, first);
        var sub = first == last ? "" : " " + quoted(name.substring(first + 1, last));
        var harmless = LOGIN_IN_ADDRESS.matcher(value).replaceAll("");
        return "[" + section + sub + "]\n\t" + name.substring(last + 1) + " = " + quoted(harmless) + "\n";
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
