package dev.coppice.cli;

import dev.coppice.agent.command.ShellWords;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coppice serve}: the service that CI pipelines and people call, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Takes plans over HTTP and runs them, until it is told to stop.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:told to stop, and stopped in order", "2:a bad option", "3:infrastructure"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ServeCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "A git repository that callers may name; repeatable. The only one is the default.")
    List<Path> repositories = List.of();

    @Option(
            names = "--agent",
            paramLabel = "A",
            description = "The agent of requests that name none: claude, codex, opencode, shell. Default: claude.")
    @Nullable
    String agent;

    @Option(
            names = "--agent-command",
            paramLabel = "CMD",
            description = "Any command that reads the prompt on standard input, as the agent of such requests.")
    @Nullable
    String agentCommand;

    @Mixin
    IsolationOption isolation = new IsolationOption();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Tasks at the same time, of all executions together. Default: the number of cores.")
    @Nullable
    Integer workers;

    @Option(
            names = "--role",
            paramLabel = "R",
            description =
                    "What this service does for all on its database: all, api (takes plans, works on none), worker"
                            + " (works on what others take). Default: all.")
    @Nullable
    String role;

    @Option(names = "--port", paramLabel = "P", description = "Default: 8001; 0 for a free one.")
    @Nullable
    Integer port;

    @Option(
            names = "--host",
            paramLabel = "H",
            description =
                    "The address to listen on. Default: 127.0.0.1; any other needs a token: COPPICE_API_TOKEN, one of"
                            + " `coppice token create`, or those of an issuer (coppice.access.oidc.issuer).")
    @Nullable
    String host;

    @Override
    public Integer call() {
        refuseWhatCannotBe();
        var request = new ServeRequest(workers == null ? 0 : workers, OperatorToken.random());
        isolation.tellOfFallback(agentCommand == null && !"shell".equals(agent));
        Interruption.watch();
        return new ServiceHost("serve", settings(request), System.err)
                .run(ServeApplication.class, Argument.of(request));
    }

    private void refuseWhatCannotBe() {
        if (workers != null && (workers < 1 || workers > RunCommand.MOST_WORKERS)) {
            throw wrong("--workers must be between 1 and " + RunCommand.MOST_WORKERS);
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw wrong("--port must be between 0 and 65535");
        }
        isolation.objection().ifPresent(reason -> {
            throw wrong(reason);
        });
        if (agentCommand != null && ShellWords.split(agentCommand) instanceof ShellWords.Malformed(var reason)) {
            throw wrong("--agent-command: " + reason);
        }
        ServedRole.objection(role).ifPresent(reason -> {
            throw wrong(reason);
        });
        if (ServiceSettings.isTokenTooShort(host)) {
            throw wrong("--host " + host + " lets other machines in: COPPICE_API_TOKEN must have at least "
                    + ServiceSettings.SHORTEST_TOKEN + " characters");
        }
    }

    /** Only what was given: what was not may be configured otherwise. */
    private Map<String, String> settings(ServeRequest request) {
        var settings = new HashMap<String, String>();
        settings.put("coppice.api.accepting", "true");
        settings.put("coppice.api.operator-token", request.operatorToken());
        put(settings, "coppice.serve.role", role);
        put(settings, "quarkus.http.port", port);
        put(settings, "quarkus.http.host", host);
        put(settings, "coppice.api.agent", agent);
        put(settings, "coppice.sandbox.isolation", isolation.word.isEmpty() ? null : isolation.word);
        put(settings, "coppice.api.agent-command", agentCommand);
        ServiceSettings.repositories(repositories.stream().map(this::open).toList())
                .forEach(settings::put);
        return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }

    private Path open(Path folder) {
        return switch (GitRepository.open(folder)) {
            case Opening.Opened(var opened) -> opened.topLevel();
            case Opening.Refused(var reason) -> throw wrong(reason);
        };
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
