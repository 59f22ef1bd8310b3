package dev.coppice.cli;

import dev.coppice.database.DataHome;

/**
 * Where settings are read from besides the environment and system properties: the data folder, which is the operator's. By default it
 * would be the working directory, and that is often a repository whose {@code .env} and {@code config/application.properties} are not
 * to be trusted with the database, the address and the token.
 */
final class ConfigurationPlace {

    private ConfigurationPlace() {}

    /** To be called before anything reads a setting. The JDK itself read this property at its start and does not look again. */
    static void choose() {
        System.setProperty("user.dir", DataHome.standard().toString());
    }
}
