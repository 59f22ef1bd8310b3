package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the embedded server of a data folder could start, as far as can be seen without starting it or writing anything. */
public sealed interface EmbeddedProspect {

    /** There is a database, of the version that this build runs. */
    record Existing(String version, Path data) implements EmbeddedProspect {}

    /** There is none yet; the first start makes it. */
    record New() implements EmbeddedProspect {}

    /** It cannot start; the reason says what to do. */
    record Impossible(String reason) implements EmbeddedProspect {}

    static EmbeddedProspect look(Path home) {
        try {
            return lookIn(home.resolve("postgres"));
        } catch (DatabaseFailure e) {
            return new Impossible(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Impossible("cannot look at the database in " + home + ": " + e);
        }
    }

    private static EmbeddedProspect lookIn(Path directory) throws IOException {
        ServerBinaries.demandCarried();
        var data = ServerPlace.expected(directory).data();
        var versionFile = data.resolve("PG_VERSION");
        if (!Files.exists(versionFile)) {
            return new New();
        }
        var version = Files.readString(versionFile).strip();
        if (!version.equals(ServerBinaries.MAJOR_VERSION)) {
            return new Impossible("the database in " + data + " is of PostgreSQL " + version + ", this build runs "
                    + ServerBinaries.MAJOR_VERSION + "; use the Coppice that made it, or another COPPICE_HOME");
        }
        if (!Files.exists(directory.resolve("password"))) {
            return new Impossible(
                    "the database in " + data + " has lost its password file " + directory.resolve("password"));
        }
        return new Existing(version, data);
    }
}
