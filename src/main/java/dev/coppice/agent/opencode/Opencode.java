package dev.coppice.agent.opencode;

import dev.coppice.agent.Assignment;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.RepositoryNotes;
import dev.coppice.agent.program.AllowedVariables;
import dev.coppice.agent.program.Cli;
import dev.coppice.agent.program.CliProgram;
import dev.coppice.agent.program.CliRun;
import dev.coppice.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The opencode CLI: {@code opencode run --format json}. */
public final class Opencode implements Cli {

    /** One of each provider that needs no other setting; the key of any other is named in coppice.opencode.environment. */
    private static final Set<String> LOGINS = Set.of(
            "OPENCODE_API_KEY",
            "ANTHROPIC_API_KEY",
            "OPENAI_API_KEY",
            "OPENROUTER_API_KEY",
            "GEMINI_API_KEY",
            "GOOGLE_GENERATIVE_AI_API_KEY");

    private static final String CONFIG = "OPENCODE_CONFIG_CONTENT";
    private static final Set<String> SETTINGS = Set.of(CONFIG, "OPENCODE_CONFIG");
    private static final String USERS_FOLDERS = "XDG_";

    /**
     * No settings, agents and plugins of the repository, which would run as programs and could send prompt and key elsewhere; no update
     * while tasks run, nothing that phones home.
     */
    private static final Map<String, String> FIXED = Map.of(
            "OPENCODE_DISABLE_PROJECT_CONFIG", "1",
            "OPENCODE_DISABLE_AUTOUPDATE", "1",
            "OPENCODE_DISABLE_MODELS_FETCH", "1",
            "OPENCODE_DISABLE_LSP_DOWNLOAD", "1",
            "OPENCODE_DISABLE_SHARE", "1");

    private final OpencodeConfig config;

    public Opencode(OpencodeConfig config) {
        this.config = config;
    }

    @Override
    public CliProgram program() {
        return new CliProgram("opencode", "opencode CLI", config.program());
    }

    @Override
    public Optional<String> notes() {
        return Optional.of(RepositoryNotes.AGENTS);
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
    public Command command(Path program, Assignment assignment, String prompt, Optional<Path> ownHome)
            throws IOException {
        if (ownHome.isPresent()) {
            new OpencodeHome(ownHome.get()).furnish();
        }
        return new Command(
                arguments(program, assignment.conversation()),
                assignment.directory(),
                environment(assignment.environment(), ownHome),
                prompt,
                assignment.timeLimit());
    }

    @Override
    public CliRun listener(Assignment assignment, String prompt) {
        return new OpencodeRun(config.model().orElse(program().agent()));
    }

    /** With a title there is no second request that makes one up. */
    private List<String> arguments(Path program, Optional<Conversation> goingOn) {
        var arguments = new ArrayList<>(List.of(
                program.toString(),
                "run",
                "--format=json",
                "--auto",
                "--title=coppice",
                "--print-logs",
                "--log-level=ERROR"));
        goingOn.ifPresent(before -> arguments.add("--session=" + before.id()));
        config.model().ifPresent(model -> arguments.add("--model=" + model));
        return arguments;
    }

    private Map<String, String> environment(Map<String, String> task, Optional<Path> ownHome) {
        var names = new HashSet<>(LOGINS);
        names.addAll(SETTINGS);
        var prefixes = ownHome.isPresent() ? Set.<String>of() : Set.of(USERS_FOLDERS);
        var environment = new AllowedVariables(names, prefixes)
                .of(task, config.environment().orElse(List.of()));
        environment.putAll(FIXED);
        // A variable that is there is not taken from a file named .env.
        environment.putIfAbsent(CONFIG, "{}");
        ownHome.ifPresent(home -> environment.put("HOME", home.toString()));
        return environment;
    }
}
