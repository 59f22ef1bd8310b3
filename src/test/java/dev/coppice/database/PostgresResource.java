package dev.coppice.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the application under test an empty database of the shared throwaway server. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return TestPostgres.freshDatabase().asSettings();
    }

    /** The server stops with the JVM. */
    @Override
    public void stop() {}
}
