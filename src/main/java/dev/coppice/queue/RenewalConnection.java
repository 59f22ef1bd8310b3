package dev.coppice.queue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.hibernate.jdbc.ReturningWork;
import org.jspecify.annotations.Nullable;

/**
 * One connection outside the pool, to the pool's database: opened when needed, dropped at the first error. Short time-outs, because a
 * connection that died silently must be noticed within a beat. Each statement is a transaction.
 */
@ApplicationScoped
class RenewalConnection implements SqlRunner {

    private final AgroalDataSource pool;
    private final QueueConfig config;
    private @Nullable Connection open;

    RenewalConnection(AgroalDataSource pool, QueueConfig config) {
        this.pool = pool;
        this.config = config;
    }

    @Override
    public <T> T run(ReturningWork<T> work) {
        try {
            return work.execute(connection());
        } catch (SQLException e) {
            close();
            throw new PersistenceException("cannot renew leases: " + e.getMessage(), e);
        }
    }

    void close() {
        if (open != null) {
            try {
                open.close();
            } catch (SQLException _) {
                // It is given up in any case.
            }
            open = null;
        }
    }

    private Connection connection() throws SQLException {
        if (open == null) {
            var factory = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
            open = DriverManager.getConnection(factory.jdbcUrl(), properties());
        }
        return open;
    }

    private Properties properties() {
        var factory = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        var properties = new Properties();
        properties.putAll(factory.jdbcProperties());
        if (factory.principal() instanceof NamePrincipal user) {
            properties.putAll(user.asProperties());
        }
        factory.credentials().forEach(credential -> {
            if (credential instanceof SimplePassword password) {
                properties.putAll(password.asProperties());
            }
        });
        var timeout = String.valueOf(Math.max(1, config.beat().toSeconds() / 3));
        properties.setProperty("connectTimeout", timeout);
        properties.setProperty("socketTimeout", timeout);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "coppice heartbeat");
        return properties;
    }
}
