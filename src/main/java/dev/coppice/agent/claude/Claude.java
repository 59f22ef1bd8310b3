package dev.coppice.agent.claude;

import dev.coppice.agent.Assignment;
import dev.coppice.agent.RepositoryNotes;
import dev.coppice.agent.program.Cli;
import dev.coppice.agent.program.CliProgram;
import dev.coppice.agent.program.CliRun;
import dev.coppice.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Claude CLI: {@code claude -p --output-format=stream-json}. */
public final class Claude implements Cli {

    private static final List<String> LOGINS =
            List.of("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_OAUTH_TOKEN");

    private final ClaudeConfig config;

    /** Fails with what people must put right in the settings. */
    public Claude(ClaudeConfig config) {
        this.config = config;
        config.mcpConfig().orElse(List.of()).forEach(Claude::requireAbsolute);
    }

    /** Another path would lead into the worktree, to servers of the repository. */
    private static void requireAbsolute(String file) {
        if (!file.startsWith("/")) {
            throw new IllegalArgumentException(
                    "coppice.claude.mcp-config must name files by absolute paths, not '" + file + "'");
        }
    }

    @Override
    public CliProgram program() {
        return new CliProgram("claude", "Claude CLI", config.program());
    }

    @Override
    public Optional<String> notes() {
        return config.settingSources().contains("project") ? Optional.empty() : Optional.of(RepositoryNotes.CLAUDES);
    }

    @Override
    public List<String> secrets() {
        return config.secrets().orElse(List.of());
    }

    @Override
    public boolean wantsOwnHome(Map<String, String> environment) {
        return config.home().isOwn(environment, LOGINS);
    }

    @Override
    public Command command(Path program, Assignment assignment, String prompt, Optional<Path> ownHome) {
        var environment = ClaudeEnvironment.of(
                assignment.environment(), config.environment().orElse(List.of()), ownHome);
        return new Command(
                ClaudeArguments.of(program, config, assignment),
                assignment.directory(),
                environment,
                prompt,
                assignment.timeLimit());
    }

    @Override
    public CliRun listener(Assignment assignment, String prompt) {
        return new ClaudeRun(config.acceptDenials(), assignment.conversation());
    }
}
