package dev.coppice.agent;

import dev.coppice.prompt.HouseFiles;
import java.nio.charset.StandardCharsets;

/** What a repository tells agents in a file of notes; a CLI does not read it where it is kept from the repository's settings. */
public final class RepositoryNotes {

    public static final String CLAUDES = "CLAUDE.md";
    public static final String AGENTS = "AGENTS.md";

    /** Longer notes would take the room that the task needs. */
    static final int LIMIT = 64 << 10;

    private RepositoryNotes() {}

    /** The notes of this name as the end of a prompt; "" if there are none. */
    public static String of(HouseFiles files, String name) {
        return files.beginning(name, LIMIT + 1)
                .map(beginning -> section(beginning, name))
                .orElse("");
    }

    private static String section(byte[] beginning, String name) {
        int length = Math.min(beginning.length, LIMIT);
        var text = new String(beginning, 0, length, StandardCharsets.UTF_8).stripTrailing();
        var rest = length < beginning.length ? "\n\n(The rest of " + name + " is left out here.)" : "";
        return text.isBlank()
                ? ""
                : "\n## The repository's own notes for agents (" + name + ")\n\n" + text + rest + "\n";
    }
}
