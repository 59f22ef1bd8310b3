package dev.coppice.agent;

import dev.coppice.prompt.HouseFiles;
import java.nio.charset.StandardCharsets;

/** What a repository tells agents in its CLAUDE.md; the CLI does not read it where it is kept from the repository's settings. */
final class RepositoryNotes {

    static final String FILE = "CLAUDE.md";

    /** Longer notes would take the room that the task needs. */
    static final int LIMIT = 64 << 10;

    private RepositoryNotes() {}

    /** The notes as the end of a prompt; "" if there are none. */
    static String of(HouseFiles files) {
        return files.beginning(FILE, LIMIT + 1).map(RepositoryNotes::section).orElse("");
    }

    private static String section(byte[] beginning) {
        int length = Math.min(beginning.length, LIMIT);
        var text = new String(beginning, 0, length, StandardCharsets.UTF_8).stripTrailing();
        var rest = length < beginning.length ? "\n\n(The rest of " + FILE + " is left out here.)" : "";
        return text.isBlank()
                ? ""
                : "\n## The repository's own notes for agents (" + FILE + ")\n\n" + text + rest + "\n";
    }
}
