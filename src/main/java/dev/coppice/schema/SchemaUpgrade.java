package dev.coppice.schema;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/**
 * Migrates the database as the application starts, before schedules and requests. Flyway takes a tenth of a start to find out that there is
 * nothing to do, so it is only asked where {@link MigrationHistory} misses something.
 */
@Singleton
class SchemaUpgrade {

    /** Quarkus's scheduler is the first of the others. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

    private final AgroalDataSource pool;
    private final Instance<Flyway> flyway;

    SchemaUpgrade(AgroalDataSource pool, Instance<Flyway> flyway) {
        this.pool = pool;
        this.flyway = flyway;
    }

    void upgrade(@Observes @Priority(FIRST) StartupEvent event) throws SQLException {
        if (!isCurrent()) {
            flyway.get().migrate();
        }
    }

    private boolean isCurrent() throws SQLException {
        try (var connection = pool.getConnection()) {
            return MigrationHistory.read(connection).holdsAll(Migration.all());
        }
    }
}
