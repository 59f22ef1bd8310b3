package dev.coppice.agent.acp;

import dev.coppice.agent.Assignment;
import dev.coppice.agent.Secrets;
import dev.coppice.agent.program.AllowedVariables;
import dev.coppice.agent.program.Cli;
import dev.coppice.agent.program.CliProgram;
import dev.coppice.agent.program.CliRun;
import dev.coppice.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Any program that is an agent of the Agent Client Protocol on its standard input and output. */
public final class Acp implements Cli {

    private static final String USERS_FOLDERS = "XDG_";

    private final String profile;
    private final List<String> words;
    private final AcpConfig config;

    /** The agent of this name; {@code words} are its program and arguments. */
    public Acp(String profile, List<String> words, AcpConfig config) {
        this.profile = profile;
        this.words = List.copyOf(words);
        this.config = config;
    }

    @Override
    public CliProgram program() {
        return new CliProgram(
                profile, AcpErrand.title(profile), words.getFirst(), AcpErrand.setting(profile, "command"));
    }

    @Override
    public Optional<String> notes() {
        return config.notes();
    }

    /** What it logs in with is unknown but for the names that it is configured with: one that is called a secret. */
    @Override
    public List<String> secrets() {
        return config.secrets().orElse(List.of());
    }

    @Override
    public boolean wantsOwnHome(Map<String, String> environment) {
        var logins = variables().stream()
                .filter(name -> !Secrets.in(Map.of(name, environment.getOrDefault(name, "")))
                        .isEmpty())
                .toList();
        return config.home().isOwn(environment, logins);
    }

    @Override
    public Command command(Path program, Assignment assignment, String prompt, Optional<Path> ownHome) {
        var prefixes = ownHome.isPresent() ? Set.<String>of() : Set.of(USERS_FOLDERS);
        var environment = new AllowedVariables(Set.of(), prefixes).of(assignment.environment(), variables());
        ownHome.ifPresent(home -> environment.put("HOME", home.toString()));
        var arguments =
                Stream.concat(Stream.of(program.toString()), words.stream().skip(1));
        return new Command(arguments.toList(), assignment.directory(), environment, "", assignment.timeLimit());
    }

    @Override
    public CliRun listener(Assignment assignment, String prompt) {
        return new AcpRun(new AcpErrand(
                profile, config, assignment.directory().toAbsolutePath(), prompt, assignment.conversation()));
    }

    private List<String> variables() {
        return config.environment().orElse(List.of());
    }
}
