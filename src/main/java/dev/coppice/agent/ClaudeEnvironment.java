package dev.coppice.agent;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the Claude CLI finds in its environment: what is on the list and nothing else. Its shell shows every variable to the model, so
 * tokens for git, trackers and databases stay out, and so does what would change how it works, as when Coppice runs under an agent.
 */
final class ClaudeEnvironment {

    private static final Set<String> ALLOWED = Set.of(
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
            "CLAUDE_CODE_OAUTH_TOKEN",
            "COPPICE_EXECUTION",
            "COPPICE_TASK",
            "COPPICE_ATTEMPT",
            "COPPICE_WORKER_INDEX",
            "COPPICE_PORT_BASE",
            "GIT_TERMINAL_PROMPT");

    /** In capitals and in small letters. */
    private static final Set<String> PROXIES = Set.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

    private static final List<String> PREFIXES = List.of("LC_", "ANTHROPIC_");

    /** A cloud's variables, its credentials among them, only where the CLI is told to go by way of that cloud. */
    private static final Map<String, List<String>> CLOUDS = Map.of(
            "CLAUDE_CODE_USE_BEDROCK", List.of("CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_SKIP_BEDROCK_AUTH", "AWS_"),
            "CLAUDE_CODE_USE_VERTEX",
                    List.of(
                            "CLAUDE_CODE_USE_VERTEX",
                            "CLAUDE_CODE_SKIP_VERTEX_AUTH",
                            "GOOGLE_",
                            "GCLOUD_",
                            "CLOUD_ML_REGION",
                            "VERTEX_"));

    /** No update while tasks run, nothing that phones home; waiting is left to the queue, where it is seen and survives a restart. */
    private static final Map<String, String> FIXED = Map.of(
            "DISABLE_AUTOUPDATER", "1",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
            "CLAUDE_CODE_MAX_RETRIES", "2");

    private ClaudeEnvironment() {}

    /** From a task's environment; {@code more} are names that are allowed besides. */
    static Map<String, String> of(Map<String, String> task, List<String> more, Optional<Path> ownHome) {
        var prefixes = new HashSet<>(PREFIXES);
        CLOUDS.forEach((cloud, names) -> {
            if (!task.getOrDefault(cloud, "").isBlank()) {
                prefixes.addAll(names);
            }
        });
        var environment = new HashMap<>(task);
        environment.keySet().removeIf(name -> !isAllowed(name, prefixes) && !more.contains(name));
        environment.putAll(FIXED);
        ownHome.ifPresent(home -> environment.put("HOME", home.toString()));
        return environment;
    }

    private static boolean isAllowed(String name, Set<String> prefixes) {
        return ALLOWED.contains(name)
                || PROXIES.contains(name.toUpperCase(Locale.ROOT))
                || prefixes.stream().anyMatch(name::startsWith);
    }
}
