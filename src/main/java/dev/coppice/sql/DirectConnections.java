package dev.coppice.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens connections outside the pool, to the pool's database and as the pool's user, for what no other work may hold up. */
@ApplicationScoped
public class DirectConnections {

    private final AgroalDataSource pool;

    DirectConnections(AgroalDataSource pool) {
        this.pool = pool;
    }

    /** The server shows it under this name; an answer that takes longer than the time, in whole seconds, is an error. */
    public Connection open(String name, Duration patience) throws SQLException {
        var factory = pool.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
        return DriverManager.getConnection(factory.jdbcUrl(), properties(name, patience));
    }

    private Properties properties(String name, Duration patience) {
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
        var timeout = String.valueOf(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", timeout);
        properties.setProperty("socketTimeout", timeout);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", name);
        return properties;
    }
}
