package dev.coppice.database;

import java.util.Map;

/** Where a database is and who may enter. */
public record DatabaseAddress(String url, String user, String password) {

    /** The same as settings of the application; set as system properties they win over its files. */
    public Map<String, String> asSettings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", url,
                "quarkus.datasource.username", user,
                "quarkus.datasource.password", password);
    }

    /** Leaves the password out, because addresses end up in logs. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
