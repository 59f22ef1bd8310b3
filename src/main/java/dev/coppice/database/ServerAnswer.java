package dev.coppice.database;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** What a PostgreSQL said when it was asked whether Coppice can work with it. */
public sealed interface ServerAnswer {

    /** New enough, and this user may make tables. */
    record Usable(String version) implements ServerAnswer {}

    record TooOld(String version) implements ServerAnswer {}

    /** It answers, but nothing can be written; for the reason given. */
    record NotWritable(String version, String reason) implements ServerAnswer {}

    record Unreachable(String reason) implements ServerAnswer {}

    /** Asks the configured server as the application would; what it makes to find out is rolled back. */
    static ServerAnswer ask(DatabaseChoice.External external) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .build();
        return ask(new DatabaseAddress(
                external.url(),
                text(config, "quarkus.datasource.username"),
                text(config, "quarkus.datasource.password")));
    }

    static ServerAnswer ask(DatabaseAddress address) {
        var properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        try (var connection = DriverManager.getConnection(address.url(), properties)) {
            return judge(connection);
        } catch (SQLException e) {
            return new Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static String text(SmallRyeConfig config, String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }

    private static ServerAnswer judge(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseProductVersion();
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST) {
            return new TooOld(version);
        }
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create table coppice_can_write ()");
            return new Usable(version);
        } catch (SQLException e) {
            return new NotWritable(version, String.valueOf(e.getMessage()));
        } finally {
            connection.rollback();
        }
    }

    /** The oldest major version that Coppice works with. */
    int OLDEST = 13;
}
