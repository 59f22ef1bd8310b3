package dev.coppice.cli.client;

import dev.coppice.cli.terminal.NeedsNoSettings;
import dev.coppice.process.Legible;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a service, and starts nothing here. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
abstract class ClientCommand implements Callable<Integer>, NeedsNoSettings {

    @Spec
    CommandSpec spec;

    @Mixin
    ServiceOptions options = new ServiceOptions();

    PrintStream output = System.out;
    PrintStream messages = System.err;

    @Override
    public final Integer call() {
        try (var service = new Service(options.destinations(), messages)) {
            return run(service);
        } catch (ClientRefusal e) {
            messages.println("coppice: " + oneLine(String.valueOf(e.getMessage())));
            return e.exitCode();
        } finally {
            output.flush();
        }
    }

    /** What a service says may hold what a plan says, and a line of that may be a command to a CI system. */
    private static String oneLine(String text) {
        return Legible.text(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** Does it, and gives the exit code; a {@link ClientRefusal} says why it cannot. */
    abstract int run(Service service);

    /** One document, as the service sent it. */
    final void printJson(String text) {
        output.println(text.strip());
    }
}
