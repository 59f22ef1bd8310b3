package dev.coppice.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Gives the application under test an empty database of the shared throwaway server, and a data folder of its own. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(TestPostgres.freshDatabase().asSettings());
        UUID id = UUID.randomUUID();
        settings.put("coppice.folder.id", id.toString());
        settings.put(
                "coppice.folder.root",
                Path.of("target/folders")
                        .resolve(id.toString())
                        .toAbsolutePath()
                        .toString());
        return settings;
    }

    /** The server stops with the JVM. */
    @Override
    public void stop() {}
}
