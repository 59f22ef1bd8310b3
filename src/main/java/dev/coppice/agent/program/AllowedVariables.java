package dev.coppice.agent.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The list by which an agent's environment is made: what is on it and nothing else. An agent's shell shows every variable to the
 * model, so tokens for git, trackers and databases stay out, and so does what would change how the CLI works, as when Coppice runs
 * under an agent.
 *
 * @param prefixes with which a name may begin as well
 */
public record AllowedVariables(Set<String> names, Set<String> prefixes) {

    /** What programs need on any machine, and what Coppice tells about the task. */
    private static final Set<String> USUAL = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TERM",
            "TMPDIR",
            "JAVA_HOME",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "COPPICE_EXECUTION",
            "COPPICE_TASK",
            "COPPICE_ATTEMPT",
            "COPPICE_WORKER_INDEX",
            "COPPICE_PORT_BASE",
            "GIT_TERMINAL_PROMPT");

    /** In capitals and in small letters. */
    private static final Set<String> PROXIES = Set.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

    public AllowedVariables {
        names = Set.copyOf(names);
        prefixes = Set.copyOf(prefixes);
    }

    /** What is allowed of a task's environment, as a map of the caller's own; {@code more} are names that are allowed besides. */
    public Map<String, String> of(Map<String, String> task, Collection<String> more) {
        var environment = new HashMap<>(task);
        environment.keySet().removeIf(name -> !isAllowed(name) && !more.contains(name));
        return environment;
    }

    private boolean isAllowed(String name) {
        return USUAL.contains(name)
                || names.contains(name)
                || PROXIES.contains(name.toUpperCase(Locale.ROOT))
                || name.startsWith("LC_")
                || prefixes.stream().anyMatch(name::startsWith);
    }
}
