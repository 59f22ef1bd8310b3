package dev.coppice.cli;

import dev.coppice.cli.client.Answer;
import dev.coppice.cli.client.ApiClient;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coppice cleanup}: takes away what executions left behind and nobody needs. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        description = {
            "Removes landed refs, idle worktrees, old logs and stale tracking refs, and says why of each.",
            "Nothing goes that is not proven to have landed before its time is over."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage", "3:infrastructure; what could be done is done"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CleanupCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(names = "--dry-run", description = "Show what would be removed, and change nothing.")
    boolean dryRun;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "Look at this git repository as well, besides those of all known executions.")
    @Nullable
    Path repository;

    @Option(
            names = "--remote",
            paramLabel = "NAME",
            description =
                    "Ask the remote of this name too, such as origin, and delete its coppice/ branches that have landed"
                            + " there. May be given several times; without it, nothing goes over the network.")
    List<String> remotes = List.of();

    @Option(names = "--json", description = "Print the report as JSON.")
    boolean json;

    @Override
    public Integer call() {
        var options = new CleanupOptions(
                dryRun,
                remotes,
                json,
                Optional.ofNullable(repository).map(this::open).map(Path::toString).stream()
                        .toList());
        var settings = Map.of("quarkus.http.port", "0", "quarkus.log.console.level", "WARN");
        return new ServiceHost("cleanup", settings, System.err)
                .orElse(owned -> owned.service().map(note -> runIn(new ApiClient(note), options)))
                .run(CleanupApplication.class, Argument.of(options));
    }

    /** The service knows which worktrees are in use, and leaves all of them out. */
    private static int runIn(ApiClient service, CleanupOptions options) {
        var body = Map.of(
                "dry_run", options.dryRun(), "remotes", options.remotes(), "repositories", options.repositories());
        return switch (service.post("/api/v1/cleanup", body)) {
            case Answer.Fine fine -> new CleanupView(CleanupView.read(fine.json())).show(options.json());
            case Answer.Refused(int _, var detail, var _) -> refuse(detail);
            case Answer.Silent(var reason) -> refuse(reason);
        };
    }

    private static int refuse(String reason) {
        System.err.println("coppice: " + reason);
        return ExitCode.INFRASTRUCTURE;
    }

    private Path open(Path directory) {
        return switch (GitRepository.open(directory)) {
            case Opening.Opened(var opened) -> opened.topLevel();
            case Opening.Refused(var reason) -> throw new ParameterException(spec.commandLine(), reason);
        };
    }
}
