package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the server's data is and as whom it runs there. */
record ServerPlace(Path folder, ServerAccount account) {

    /** Set to true, acts as if the system had no user namespaces; for tests of the way without. */
    static final String NO_USER_NAMESPACES = "coppice.database.no-user-namespaces";

    /** A folder for the server's programs that several data folders share; for tests, which make many. */
    static final String PROGRAMS = "coppice.database.programs";

    /** Outside any home, because the ordinary account may not enter root's. */
    private static final Path SHARED_FOLDER = Path.of("/var/lib/coppice");

    /** Goes where the data went before; only a new database has a choice. */
    static ServerPlace choose(Path directory, UUID id) throws IOException {
        Path record = directory.resolve("place");
        if (Files.exists(record)) {
            return recorded(Path.of(Files.readString(record).strip()), record);
        }
        if (!ServerAccount.isRoot()) {
            return new ServerPlace(directory, new ServerAccount.Ourselves());
        }
        if (userNamespaceReaches(directory)) {
            return new ServerPlace(directory, new ServerAccount.Unmapped());
        }
        return elsewhere(directory, id, record);
    }

    /** The place that {@link #choose} would choose; makes nothing. */
    static ServerPlace expected(Path directory) throws IOException {
        Path record = directory.resolve("place");
        if (Files.exists(record)) {
            return recorded(Path.of(Files.readString(record).strip()), record);
        }
        if (!ServerAccount.isRoot()) {
            return new ServerPlace(directory, new ServerAccount.Ourselves());
        }
        if (userNamespaceReaches(nearest(directory))) {
            return new ServerPlace(directory, new ServerAccount.Unmapped());
        }
        demandNoDataOf(directory);
        return new ServerPlace(SHARED_FOLDER, ordinaryAccount());
    }

    private static Path nearest(Path directory) {
        Path at = directory.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** An ordinary account cannot be expected to reach a shared folder, and gets its own programs. */
    Path programs() throws IOException {
        String shared = System.getProperty(PROGRAMS, "");
        return shared.isEmpty() || account instanceof ServerAccount.Ordinary
                ? folder
                : Files.createDirectories(Path.of(shared)).toRealPath();
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(account.prefix());
        whole.addAll(command);
        return List.copyOf(whole);
    }

    private static ServerPlace recorded(Path folder, Path record) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new DatabaseFailure("the database of this data folder was kept in " + folder + " (says " + record
                    + "), which cannot be entered; bring it back, run as root, or remove the record to start empty");
        }
        return new ServerPlace(folder, ordinaryAccount());
    }

    private static ServerPlace elsewhere(Path directory, UUID id, Path record) throws IOException {
        demandNoDataOf(directory);
        var account = ordinaryAccount();
        Files.createDirectories(
                SHARED_FOLDER, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Path folder = PrivateFiles.folder(SHARED_FOLDER.resolve(id.toString()));
        account.own(folder);
        PrivateFiles.write(record, folder + "\n");
        return new ServerPlace(folder, account);
    }

    private static void demandNoDataOf(Path directory) {
        if (Files.exists(directory.resolve("data"))) {
            throw new DatabaseFailure(
                    "the database in " + directory + " was made by root in a user namespace, which this"
                            + " system does not allow now; allow user namespaces or set QUARKUS_DATASOURCE_JDBC_URL");
        }
    }

    private static ServerAccount.Ordinary ordinaryAccount() throws IOException {
        return ServerAccount.ordinary()
                .orElseThrow(
                        () -> new DatabaseFailure("PostgreSQL does not run as root, user namespaces are forbidden here,"
                                + " and there is no account coppice, postgres or nobody to run it; make one, run Coppice as an"
                                + " ordinary user, or set QUARKUS_DATASOURCE_JDBC_URL"));
    }

    /** In the namespace root loses its privileges, so another user's private home is closed to it as well. */
    private static boolean userNamespaceReaches(Path directory) throws IOException {
        if (Boolean.getBoolean(NO_USER_NAMESPACES)) {
            return false;
        }
        try {
            var probe = "test \"$(id -u)\" != 0 && test -w \"$1\"";
            return ServerCommand.run(List.of("unshare", "-U", "sh", "-c", probe, "sh", directory.toString()))
                            .exitCode()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** For the message of a failed start. */
    @Override
    public String toString() {
        return Stream.of(folder, account).map(Object::toString).toList().toString();
    }
}
