package dev.coppice.cli.client;

import dev.coppice.cli.terminal.NeedsNoSettings;
import dev.coppice.process.Legible;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
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
        try {
            return run(new Service(options.destinations(), Duration.ZERO, messages));
        } catch (ClientRefusal e) {
            messages.println("coppice: " + Legible.text(String.valueOf(e.getMessage())));
            return e.exitCode();
        } finally {
            output.flush();
        }
    }

    /** Does it, and gives the exit code; a {@link ClientRefusal} says why it cannot. */
    abstract int run(Service service);

    /** One document, as the service sent it. */
    final void printJson(String text) {
        output.println(text.strip());
    }
}
