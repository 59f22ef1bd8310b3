package dev.coppice.ops;

import dev.coppice.database.DataFolder;
import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.DatabaseChoice;
import dev.coppice.database.DatabaseFailure;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.EmbeddedProspect;
import dev.coppice.database.Opening;
import dev.coppice.database.ServerAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Will there be a database?
 *
 * @param deep whether the embedded one may be started, which makes the data folder and takes its lock for as long as that lasts
 */
record DatabaseExamination(Path home, boolean deep) implements Examination {

    @Override
    public String name() {
        return "database";
    }

    @Override
    public List<Finding> look() throws IOException {
        return List.of(
                switch (DatabaseChoice.configured()) {
                    case DatabaseChoice.External external -> outside(external);
                    case DatabaseChoice.Embedded _ -> embedded();
                });
    }

    private Finding outside(DatabaseChoice.External external) {
        var place = external.place();
        return switch (ServerAnswer.ask(external)) {
            case ServerAnswer.Usable(var version) -> Finding.ok(name(), "PostgreSQL " + version + " at " + place);
            case ServerAnswer.TooOld(var version) ->
                Finding.error(
                        name(),
                        "PostgreSQL " + version + " at " + place + " is too old",
                        "use PostgreSQL " + ServerAnswer.OLDEST + " or later");
            case ServerAnswer.NotWritable(var version, var reason) ->
                Finding.error(
                        name(),
                        "PostgreSQL " + version + " at " + place + " does not let us make tables: " + reason,
                        "give the user of QUARKUS_DATASOURCE_USERNAME the right to create in its schema");
            case ServerAnswer.Unreachable(var reason) ->
                Finding.error(
                        name(),
                        place + ": " + reason,
                        "check QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD, or unset the URL for the embedded one");
        };
    }

    private Finding embedded() throws IOException {
        if (!Files.isDirectory(NearestFolder.of(home))) {
            return Finding.warning(name(), "could not be checked: there can be no data folder at " + home, "");
        }
        if (DataFolder.owner(home).isPresent()) {
            return Finding.ok(name(), "the embedded one is in the hands of the Coppice that uses the data folder");
        }
        return switch (EmbeddedProspect.look(home)) {
            case EmbeddedProspect.Impossible(var reason) -> Finding.error(name(), reason, "");
            case EmbeddedProspect.Existing(var version, var data) ->
                deep ? started() : Finding.ok(name(), "embedded PostgreSQL " + version + " in " + data + notStarted());
            case EmbeddedProspect.New _ ->
                deep ? started() : Finding.ok(name(), "embedded; the first start makes it" + notStarted());
        };
    }

    private static String notStarted() {
        return " (not started to see; --deep does)";
    }

    private Finding started() {
        return switch (DataFolder.open(home, "doctor --deep")) {
            case Opening.Opened(var folder) -> startedIn(folder);
            case Opening.Owned(long pid, var command) ->
                Finding.warning(name(), "not started: `coppice " + command + "` (pid " + pid + ") came first", "");
            case Opening.Unusable(var reason) -> Finding.error(name(), reason, "");
        };
    }

    private Finding startedIn(DataFolder folder) {
        try (folder;
                var postgres = EmbeddedPostgres.start(folder)) {
            return answered(postgres.address());
        } catch (DatabaseFailure e) {
            return Finding.error(name(), String.valueOf(e.getMessage()), "");
        }
    }

    private Finding answered(DatabaseAddress address) {
        return switch (ServerAnswer.ask(address)) {
            case ServerAnswer.Usable(var version) ->
                Finding.ok(name(), "embedded PostgreSQL " + version + " starts, answers and stops");
            case ServerAnswer.TooOld(var version) -> Finding.error(name(), "started, but is " + version, "");
            case ServerAnswer.NotWritable(var _, var reason) -> Finding.error(name(), "started, but: " + reason, "");
            case ServerAnswer.Unreachable(var reason) -> Finding.error(name(), "started, but: " + reason, "");
        };
    }
}
