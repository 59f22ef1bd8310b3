package dev.coppice.schema;

import dev.coppice.sql.PoolLogin;
import io.agroal.api.AgroalDataSource;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Lets migrations run on connections of their own to the pool's database: on the pool's, the time-outs would end one that builds an index
 * for minutes, and the lock that is held meanwhile so that no other process migrates.
 */
@Singleton
class MigrationConnection implements FlywayConfigurationCustomizer {

    private static final String NO_TIME_OUTS =
            "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set application_name = 'coppice migration'";

    private final AgroalDataSource pool;

    MigrationConnection(AgroalDataSource pool) {
        this.pool = pool;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        var login = PoolLogin.of(pool);
        var properties = login.properties();
        properties.setProperty("socketTimeout", "0");
        configuration.jdbcProperties(text(properties));
        configuration.dataSource(login.url(), properties.getProperty("user"), properties.getProperty("password"));
        configuration.initSql(NO_TIME_OUTS);
    }

    private static Map<String, String> text(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }
}
