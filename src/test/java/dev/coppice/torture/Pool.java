package dev.coppice.torture;

import dev.coppice.database.DatabaseAddress;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/** The connection pool that the service has too, with time-outs as short as the leases. */
final class Pool {

    private static final int MOST = 12;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final String SHORT_WAITS =
            "set statement_timeout = '3500ms'; set idle_in_transaction_session_timeout = '5s';"
                    + " set plan_cache_mode = force_generic_plan; set enable_seqscan = off";

    private Pool() {}

    /** The name is what the server calls its connections. */
    static AgroalDataSource of(DatabaseAddress address, String name) {
        var settings = new AgroalDataSourceConfigurationSupplier();
        settings.connectionPoolConfiguration(pool -> pool.maxSize(MOST)
                .acquisitionTimeout(WAIT)
                .exceptionSorter(new PostgreSQLExceptionSorter())
                .connectionFactoryConfiguration(factory -> factory.jdbcUrl(address.url())
                        .initialSql(SHORT_WAITS)
                        .principal(new NamePrincipal(address.user()))
                        .credential(new SimplePassword(address.password()))
                        .jdbcProperty("ApplicationName", name)
                        .jdbcProperty("assumeMinServerVersion", "16")
                        .jdbcProperty("connectTimeout", "3")
                        .jdbcProperty("socketTimeout", "4")
                        .jdbcProperty("tcpKeepAlive", "true")));
        try {
            return AgroalDataSource.from(settings);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make a pool for " + address, e);
        }
    }
}
