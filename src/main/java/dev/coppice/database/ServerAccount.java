package dev.coppice.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As whom the server runs; PostgreSQL refuses to run as root. */
sealed interface ServerAccount {

    /** The user who runs Coppice, who is not root. */
    record Ourselves() implements ServerAccount {}

    /** Root in a user namespace without a mapping: no longer uid 0, and still the owner of root's files. */
    record Unmapped() implements ServerAccount {}

    /** An ordinary account, for root where user namespaces are forbidden. */
    record Ordinary(String name, int uid, int gid) implements ServerAccount {}

    default List<String> prefix() {
        return switch (this) {
            case Ourselves() -> List.of();
            case Unmapped() -> List.of("unshare", "-U");
            case Ordinary(var _, var uid, var gid) ->
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs");
        };
    }

    /** Gives the account all that is below the folder. */
    default void own(Path folder) throws IOException {
        if (this instanceof Ordinary(var _, var uid, var gid)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    static boolean isRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    /** An account made for the purpose, a database's, or at last the one that is on every system. */
    static Optional<Ordinary> ordinary() throws IOException {
        List<String[]> accounts = Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length >= 4 && !fields[2].equals("0"))
                .toList();
        return Stream.of("coppice", "postgres", "nobody")
                .flatMap(name -> accounts.stream().filter(fields -> fields[0].equals(name)))
                .findFirst()
                .map(fields -> new Ordinary(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
    }
}
