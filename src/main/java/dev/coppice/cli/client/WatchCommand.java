package dev.coppice.cli.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coppice watch}: follows an execution to its end. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description =
                "Follows an execution to its end; progress on standard error. Ctrl-C leaves the execution running.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every task is completed",
            "1:a task failed, or the execution was cancelled",
            "2:bad usage, or the service refuses",
            "3:no service answers, or the execution is paused; or completed and not pushed, or no pull request opened, as was asked for",
            "4:what is left waits for approval, and the run that it was begun by has ended",
            "130:interrupted; the execution goes on"
        })
public final class WatchCommand extends ClientCommand {

    @Mixin
    ExecutionArgument execution = new ExecutionArgument();

    @Mixin
    WatchOptions watchOptions = new WatchOptions();

    @Option(names = "--json", description = "Print the report as the API answers it, at the end.")
    boolean json;

    @Override
    int run(Service service) {
        service.waitFor(watchOptions.patience());
        var id = execution.id(service);
        var watched = new Watch(service, watchOptions, options.again(), messages, System.getenv()).watch(id);
        if (json) {
            printJson(watched.report());
        }
        return watched.exitCode();
    }
}
