package dev.coppice.database;

import io.smallrye.config.SmallRyeConfig;

/** Whose database is used: the one that is configured, or our own. */
public sealed interface DatabaseChoice {

    /** A server somebody else runs; its user and password are read by the data source itself. */
    record External(String url) implements DatabaseChoice {

        /** The URL without what may be a secret in it: parameters, and a user's name and password. */
        public String place() {
            return url.replaceFirst("\\?.*$", "").replaceFirst("//.*@", "//");
        }
    }

    record Embedded() implements DatabaseChoice {}

    /** Reads environment and system properties as the application will, but before it starts and without it. */
    static DatabaseChoice configured() {
        return in(OperatorSettings.sources().build());
    }

    static DatabaseChoice in(SmallRyeConfig config) {
        return config.getOptionalValue("quarkus.datasource.jdbc.url", String.class)
                .filter(url -> !url.isBlank())
                .<DatabaseChoice>map(External::new)
                .orElseGet(Embedded::new);
    }
}
