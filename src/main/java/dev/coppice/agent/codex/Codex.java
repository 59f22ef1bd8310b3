package dev.coppice.agent.codex;

import dev.coppice.agent.Assignment;
import dev.coppice.agent.RepositoryNotes;
import dev.coppice.agent.program.AllowedVariables;
import dev.coppice.agent.program.Cli;
import dev.coppice.agent.program.CliProgram;
import dev.coppice.agent.program.CliRun;
import dev.coppice.agent.program.OwnSecrets;
import dev.coppice.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codex CLI: {@code codex exec --json}. */
public final class Codex implements Cli {

    private static final String KEY = "CODEX_API_KEY";
    private static final String OPENAI_KEY = "OPENAI_API_KEY";
    private static final String BASE_URL = "OPENAI_BASE_URL";
    private static final String USUAL_URL = "https://api.openai.com/v1";
    private static final List<String> LOGINS = List.of(KEY, OPENAI_KEY);
    private static final AllowedVariables ALLOWED = new AllowedVariables(Set.of("CODEX_HOME"), Set.of());

    private final CodexConfig config;

    public Codex(CodexConfig config) {
        this.config = config;
    }

    @Override
    public CliProgram program() {
        return new CliProgram("codex", "codex CLI", config.program());
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
            Files.createDirectories(codexHome(ownHome.get()));
        }
        return new Command(
                arguments(program, assignment),
                assignment.directory(),
                environment(assignment.environment(), ownHome),
                prompt,
                assignment.timeLimit());
    }

    @Override
    public CliRun listener(Assignment assignment, String prompt) {
        return new CodexRun(config.model().orElse(program().agent()), assignment.conversation());
    }

    /** The key goes by one name, whichever it came by; the model's commands do not get it. */
    private Map<String, String> environment(Map<String, String> task, Optional<Path> ownHome) {
        var environment = ALLOWED.of(task, config.environment().orElse(List.of()));
        key(task).ifPresent(key -> environment.put(KEY, key));
        ownHome.ifPresent(home -> {
            environment.put("HOME", home.toString());
            environment.put("CODEX_HOME", codexHome(home).toString());
        });
        return environment;
    }

    private static Path codexHome(Path home) {
        return home.resolve(".codex");
    }

    private static Optional<String> key(Map<String, String> environment) {
        return LOGINS.stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** What stands on the command line wins over every file, those of the repository among them; and those are not read at all. */
    private List<String> arguments(Path program, Assignment assignment) {
        var arguments = new ArrayList<>(List.of(
                program.toString(),
                "exec",
                "--json",
                "--skip-git-repo-check",
                "--sandbox=" + config.sandbox(),
                "--config=approval_policy=\"never\"",
                "--config=shell_environment_policy.exclude=" + withheld(),
                "--config=projects={" + quoted(real(assignment.directory()).toString())
                        + "={trust_level=\"untrusted\"}}"));
        arguments.addAll(provider(assignment.environment()));
        config.model().ifPresent(model -> arguments.add("--model=" + model));
        assignment.conversation().ifPresent(before -> arguments.addAll(List.of("resume", before.id())));
        arguments.add("-");
        return arguments;
    }

    /**
     * With a key it is a provider of our own, because that of the CLI neither takes its key from the environment nor leaves the waiting
     * to the queue; with a login it is the user's.
     */
    private static List<String> provider(Map<String, String> environment) {
        var url = environment.getOrDefault(BASE_URL, "").strip();
        if (key(environment).isEmpty()) {
            return url.isEmpty() ? List.of() : List.of("--config=openai_base_url=" + quoted(url));
        }
        return List.of(
                "--config=model_provider=\"coppice\"",
                "--config=model_providers.coppice={name=\"OpenAI\",base_url=" + quoted(url.isEmpty() ? USUAL_URL : url)
                        + ",env_key=\"" + KEY
                        + "\",wire_api=\"responses\",request_max_retries=2,stream_max_retries=2}");
    }

    /** What the commands that the model runs do not find, as a list of TOML. */
    private String withheld() {
        return Stream.concat(LOGINS.stream(), secrets().stream().map(OwnSecrets::name))
                .distinct()
                .map(Codex::quoted)
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** As a string of TOML. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The CLI knows a project by its path without links. */
    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory; // the start of the command will tell
        }
    }
}
