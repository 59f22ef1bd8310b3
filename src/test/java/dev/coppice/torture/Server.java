package dev.coppice.torture;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.Durability;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;

/** The one database, which can be made to crash and comes back at another port. */
final class Server implements AutoCloseable {

    /** The name of the test's own connections, which no fault may hit. */
    static final String OURS = "torture";

    private final Path directory;
    private volatile EmbeddedPostgres running;

    Server(Path directory) {
        this.directory = directory;
        this.running = TestPostgres.start(directory, Durability.DURABLE);
        Flyway.configure()
                .dataSource(address().url(), address().user(), address().password())
                .load()
                .migrate();
    }

    DatabaseAddress address() {
        return running.address();
    }

    int port() {
        return URI.create(address().url().substring("jdbc:".length())).getPort();
    }

    /** The server's own address, or the same database by way of a proxy. */
    DatabaseAddress by(int port) {
        var url = address().url().replaceFirst(":\\d+/", ":" + port + "/");
        return new DatabaseAddress(url, address().user(), address().password());
    }

    /** A connection of the test's own, which no fault disturbs but a crash. */
    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", address().user());
        properties.setProperty("password", address().password());
        properties.setProperty("ApplicationName", OURS);
        properties.setProperty(
                "assumeMinServerVersion", "16"); // says so with its first words, before it can be terminated
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(address().url(), properties);
    }

    /** An immediate shutdown: nothing is written or said, the next start recovers from the log. */
    void crash() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(dataFolder().resolve("postmaster.pid"))
                .getFirst()
                .strip());
        Signals.send("QUIT", pid);
        running.close();
        running = TestPostgres.start(directory, Durability.DURABLE);
    }

    /** Root's server may be kept elsewhere. */
    private Path dataFolder() throws IOException {
        var place = directory.resolve("place");
        return (Files.exists(place) ? Path.of(Files.readString(place).strip()) : directory).resolve("data");
    }

    @Override
    public void close() {
        running.close();
    }
}
