package dev.coppice.agent.opencode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A HOME of an attempt's own. In an empty one the CLI fetches from npm, beside its work, the package that plugins are written with, 64 MB for
 * nobody (read in version 1.18.33). It is satisfied with a lock file that names the package and a folder for it.
 */
record OpencodeHome(Path folder) {

    private static final String LOCK = """
            {"packages": {"": {"dependencies": {"@opencode-ai/plugin": "*"}}}}
            """;

    /** Writes only where nothing is yet: whatever is there was an agent's, and may lead anywhere. */
    void furnish() throws IOException {
        var settings = folder.resolve(".config");
        if (Files.exists(settings, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var own = settings.resolve("opencode");
        Files.createDirectories(own.resolve("node_modules"));
        Files.writeString(own.resolve("package-lock.json"), LOCK);
    }
}
