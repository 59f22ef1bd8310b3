package dev.coppice.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * System properties that hold until this is closed, and are then what they were: a reload in development begins anew in the same process,
 * and must not take the last start's database for one of the operator's.
 */
final class LentSettings implements AutoCloseable {

    private final Map<String, @Nullable String> before = new HashMap<>();

    LentSettings(Map<String, String> settings) {
        settings.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    }

    @Override
    public void close() {
        before.forEach(LentSettings::restore);
    }

    private static void restore(String name, @Nullable String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
