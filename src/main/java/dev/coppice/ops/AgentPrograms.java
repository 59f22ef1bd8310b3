package dev.coppice.ops;

import dev.coppice.process.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the coding-agent CLIs of this machine: on PATH, and where their installers put them. */
record AgentPrograms(Map<String, String> environment, Path user) {

    /** A CLI, the variables that log it in, and the file that a login leaves below the user's home. */
    record AgentCli(String name, List<String> variables, String loginFile) {}

    static final List<AgentCli> KNOWN = List.of(
            new AgentCli(
                    "claude", List.of("ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN"), ".claude/.credentials.json"),
            new AgentCli("codex", List.of("OPENAI_API_KEY", "CODEX_API_KEY"), ".codex/auth.json"),
            new AgentCli("gemini", List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"), ".gemini/oauth_creds.json"),
            new AgentCli(
                    "opencode",
                    List.of("OPENCODE_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY"),
                    ".local/share/opencode/auth.json"));

    Optional<Path> find(AgentCli cli) {
        var here = Path.of("").toAbsolutePath();
        return Programs.find(cli.name(), here, environment)
                .or(() -> Programs.find(cli.name(), here, Map.of("PATH", usualPlaces())));
    }

    boolean isOnPath(AgentCli cli) {
        return Programs.find(cli.name(), Path.of("").toAbsolutePath(), environment)
                .isPresent();
    }

    private String usualPlaces() {
        return Stream.of(
                        "/opt/homebrew/bin",
                        "/usr/local/bin",
                        user.resolve(".local/bin").toString())
                .collect(Collectors.joining(":"));
    }
}
