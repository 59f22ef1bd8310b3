package dev.coppice.agent.claude;

import dev.coppice.agent.program.AllowedVariables;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the Claude CLI finds in its environment. */
final class ClaudeEnvironment {

    private static final Set<String> ALLOWED = Set.of("CLAUDE_CODE_OAUTH_TOKEN");
    private static final Set<String> PREFIXES = Set.of("ANTHROPIC_");

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
        var environment = new AllowedVariables(ALLOWED, prefixes).of(task, more);
        environment.putAll(FIXED);
        ownHome.ifPresent(home -> environment.put("HOME", home.toString()));
        return environment;
    }
}
