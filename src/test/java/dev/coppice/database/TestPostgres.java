package dev.coppice.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** One throwaway server for all tests of this JVM, and an empty database of it for each who asks. */
public final class TestPostgres {

    /** System properties, not fields: tests and the application under test may have loaded this class apart. */
    private static final String URL = "coppice.test.postgres.url";

    private static final String USER = "coppice.test.postgres.user";
    private static final String PASSWORD = "coppice.test.postgres.password";

    private TestPostgres() {}

    /** Starts a server of the caller's own, with the programs that all tests share. */
    public static EmbeddedPostgres start(Path directory, Durability durability) {
        System.setProperty(ServerPlace.PROGRAMS, programs());
        return EmbeddedPostgres.start(directory, durability);
    }

    static String programs() {
        return Path.of("target/postgres/programs").toAbsolutePath().toString();
    }

    /** An empty database that nobody else uses. */
    public static DatabaseAddress freshDatabase() {
        var server = server();
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        execute(server, "create database " + name + " template template0");
        return new DatabaseAddress(server.url().replaceFirst("/[^/]*$", "/" + name), server.user(), server.password());
    }

    /** The same, with the schema of this version. */
    public static DatabaseAddress migratedDatabase() {
        var address = freshDatabase();
        Flyway.configure()
                .dataSource(address.url(), address.user(), address.password())
                .load()
                .migrate();
        return address;
    }

    /** Runs one statement outside any transaction. */
    public static void execute(DatabaseAddress address, String sql) {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static DatabaseAddress server() {
        synchronized (System.getProperties()) {
            String url = System.getProperty(URL);
            return url == null
                    ? start()
                    : new DatabaseAddress(url, System.getProperty(USER), System.getProperty(PASSWORD));
        }
    }

    private static DatabaseAddress start() {
        var own = ownDirectory();
        var server = start(own.directory().resolve("server"), Durability.THROWAWAY);
        dropLeftOver(server.address());
        // The hook also keeps both reachable: collected as garbage, the server would close its pipe and stop, and the
        // lock would end.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            own.close();
        }));
        var address = server.address();
        System.setProperty(URL, address.url());
        System.setProperty(USER, address.user());
        System.setProperty(PASSWORD, address.password());
        return address;
    }

    /** A directory that no other JVM uses for as long as the lock is held. */
    private record Own(Path directory, FolderLock lock) {

        void close() {
            try {
                lock.close();
            } catch (IOException e) {
                // It ends with this JVM anyway.
            }
        }
    }

    /** The first one that no other JVM of this checkout's tests holds. */
    private static Own ownDirectory() {
        try {
            for (int slot = 0; ; slot++) {
                Path directory =
                        PrivateFiles.folder(Path.of("target/postgres/" + slot)).toRealPath();
                if (FolderLock.take(directory, "tests") instanceof FolderLock.Attempt.Taken(var lock)) {
                    return new Own(directory, lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dropLeftOver(DatabaseAddress server) {
        var sql = "select datname from pg_database where datname ~ '^t[0-9a-f]{32}$'";
        var names = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        names.forEach(name -> execute(server, "drop database " + name));
    }
}
