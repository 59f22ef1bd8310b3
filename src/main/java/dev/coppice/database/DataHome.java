package dev.coppice.database;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the data folder is unless somebody says otherwise. */
public final class DataHome {

    private DataHome() {}

    /** What {@code COPPICE_HOME} says, else the place this system keeps a user's data in. */
    public static Path standard() {
        Path account = Path.of(System.getProperty("user.home", ""));
        return of(System.getenv(), account, System.getProperty("os.name", ""));
    }

    /** Java asks the account for its home; {@code HOME}, which shells and other programs go by, comes before. */
    static Path of(Map<String, String> environment, Path account, String system) {
        Path user = variable(environment, "HOME").filter(Path::isAbsolute).orElse(account);
        return variable(environment, "COPPICE_HOME")
                .map(Path::toAbsolutePath)
                .orElseGet(() -> usersData(environment, user, system).resolve(isMac(system) ? "Coppice" : "coppice"));
    }

    private static Path usersData(Map<String, String> environment, Path user, String system) {
        if (isMac(system)) {
            return user.resolve("Library/Application Support");
        }
        // The specification of the variable says that a relative path is to be ignored.
        return variable(environment, "XDG_DATA_HOME").filter(Path::isAbsolute).orElse(user.resolve(".local/share"));
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static boolean isMac(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("mac");
    }
}
