package dev.coppice.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.util.Properties;

/**
 * Where and as whom the pool connects, for connections outside it.
 *
 * @param properties the driver's, with user and password among them
 */
public record PoolLogin(String url, Properties properties) {

    public static PoolLogin of(AgroalDataSource pool) {
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
        return new PoolLogin(factory.jdbcUrl(), properties);
    }
}
