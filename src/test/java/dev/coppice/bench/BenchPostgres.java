package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.Durability;
import dev.coppice.database.EmbeddedPostgres;
import dev.coppice.database.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** A durable server of the benchmark's own, as the one that Coppice starts for itself, and databases of it. */
public final class BenchPostgres implements QuarkusTestResourceLifecycleManager {

    private static final String OWN = "coppice_bench";

    private EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        server = TestPostgres.start(Path.of("target/postgres/bench"), Durability.DURABLE);
        var settings = new HashMap<>(fresh(server.address(), OWN).asSettings());
        settings.put("coppice.folder.id", UUID.randomUUID().toString());
        settings.put(
                "coppice.folder.root",
                Path.of("target/folders/bench").toAbsolutePath().toString());
        return settings;
    }

    @Override
    public void stop() {
        server.close();
    }

    /** The application's own database. */
    static DatabaseAddress ofTheApplication() {
        var config = ConfigProvider.getConfig();
        String url = config.getValue("quarkus.datasource.jdbc.url", String.class);
        if (!url.endsWith("/" + OWN)) {
            throw new IllegalStateException("the application is on the throwaway server of the tests: " + url);
        }
        return new DatabaseAddress(
                url,
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    /** An empty database of the same server. */
    public static DatabaseAddress fresh(DatabaseAddress server, String name) {
        TestPostgres.execute(server, "drop database if exists " + name + " with (force)");
        TestPostgres.execute(server, "create database " + name + " template template0");
        return new DatabaseAddress(server.url().replaceFirst("/[^/]*$", "/" + name), server.user(), server.password());
    }
}
