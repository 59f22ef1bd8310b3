package dev.coppice.cli;

import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.DataFolder;
import dev.coppice.database.DataHome;
import dev.coppice.database.DatabaseChoice;
import dev.coppice.database.DatabaseFailure;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.Opening;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.PrintStream;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Owns the data folder and the database for as long as Quarkus runs in this process. */
final class ServiceHost {

    private final String command;
    private final Map<String, String> settings;
    private final PrintStream messages;
    private final Function<OwnedFolder, Optional<Integer>> instead;

    /**
     * Opens the folder in the name of {@code command}; tells people on {@code messages} what is not to be had.
     *
     * @param settings what Quarkus is to be told besides its configuration
     */
    ServiceHost(String command, Map<String, String> settings, PrintStream messages) {
        this.command = command;
        this.settings = Map.copyOf(settings);
        this.messages = messages;
        this.instead = _ -> Optional.empty();
    }

    private ServiceHost(ServiceHost other, Function<OwnedFolder, Optional<Integer>> instead) {
        this.command = other.command;
        this.settings = other.settings;
        this.messages = other.messages;
        this.instead = instead;
    }

    /** What to do where another process owns the folder; its exit code, or empty to refuse. */
    ServiceHost orElse(Function<OwnedFolder, Optional<Integer>> other) {
        return new ServiceHost(this, other);
    }

    /** Runs the application to its end; the result is its exit code, or 3 if the folder or the database is not to be had. */
    int run(Class<? extends QuarkusApplication> application, String... arguments) {
        return switch (DataFolder.open(DataHome.standard(), command)) {
            case Opening.Opened(var folder) -> runIn(folder, application, arguments);
            case Opening.Owned(long pid, String owner) -> elsewhere(new OwnedFolder(pid, owner));
            case Opening.Unusable(var reason) -> refuse(reason);
        };
    }

    private int elsewhere(OwnedFolder owned) {
        return instead.apply(owned).orElseGet(() -> refuse(owned.refusal()));
    }

    private int runIn(DataFolder folder, Class<? extends QuarkusApplication> application, String... arguments) {
        try (folder;
                var _ = new LentSettings(settings);
                var _ = new LentSettings(ofFolder(folder))) {
            return switch (DatabaseChoice.configured()) {
                case DatabaseChoice.External _ -> boot(application, arguments);
                case DatabaseChoice.Embedded _ -> bootWithOwnDatabase(folder, application, arguments);
            };
        } catch (DatabaseFailure e) {
            return refuse(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> ofFolder(DataFolder folder) {
        return Map.of(
                "coppice.folder.root", folder.root().toString(),
                "coppice.folder.id", folder.id().toString());
    }

    private int bootWithOwnDatabase(
            DataFolder folder, Class<? extends QuarkusApplication> application, String... arguments) {
        try (var postgres = EmbeddedPostgres.start(folder);
                var _ = new LentSettings(postgres.address().asSettings())) {
            return boot(application, arguments);
        }
    }

    private int boot(Class<? extends QuarkusApplication> application, String... arguments) {
        var code = new AtomicInteger(ExitCode.INFRASTRUCTURE);
        Quarkus.run(
                application,
                (exit, failure) -> code.set(failure == null ? exit : refuse("could not start: " + reason(failure))),
                arguments);
        return code.get();
    }

    /** What a person can do something about: the database's own words, or the first cause's. */
    private static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        String words = String.valueOf(cause.getMessage());
        return cause instanceof BindException ? words + "; choose another port with --port" : words;
    }

    private int refuse(String reason) {
        messages.println("coppice: " + reason);
        return ExitCode.INFRASTRUCTURE;
    }
}
