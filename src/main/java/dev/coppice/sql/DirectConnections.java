package dev.coppice.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Opens connections outside the pool, to the pool's database and as the pool's user, for what no other work may hold up. */
@ApplicationScoped
public class DirectConnections {

    private final AgroalDataSource pool;

    DirectConnections(AgroalDataSource pool) {
        this.pool = pool;
    }

    /** The server shows it under this name; an answer that takes longer than the time, in whole seconds, is an error. */
    public Connection open(String name, Duration patience) throws SQLException {
        var login = PoolLogin.of(pool);
        var properties = login.properties();
        var timeout = String.valueOf(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", timeout);
        properties.setProperty("socketTimeout", timeout);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", name);
        return DriverManager.getConnection(login.url(), properties);
    }
}
