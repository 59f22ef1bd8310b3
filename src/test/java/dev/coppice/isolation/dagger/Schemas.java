package dev.coppice.isolation.dagger;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schemas that queries must hold before: our own always, the published ones where they are. */
final class Schemas {

    private static final String FOLDER = System.getProperty("coppice.test.dagger-schemas", "");

    private Schemas() {}

    static Path own() {
        try {
            return Path.of(Schemas.class.getResource("/dagger/schema.graphqls").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where nobody says where they are. */
    static List<Path> published() {
        if (FOLDER.isEmpty()) {
            return List.of();
        }
        try (var files = Files.list(Path.of(FOLDER))) {
            return files.filter(file -> file.toString().endsWith(".graphqls"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
