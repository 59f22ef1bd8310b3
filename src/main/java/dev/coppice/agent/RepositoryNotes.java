package dev.coppice.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a repository tells agents in its CLAUDE.md; the CLI does not read it where it is kept from the repository's settings. */
final class RepositoryNotes {

    /** Longer notes would take the room that the task needs. */
    static final int LIMIT = 64 << 10;

    private static final String FILE = "CLAUDE.md";

    private RepositoryNotes() {}

    /** The notes as the end of a prompt; "" if there are none. */
    static String of(Path worktree) {
        return file(worktree).map(RepositoryNotes::section).orElse("");
    }

    /** A link is followed within the worktree only: the plan's owner may read the repository, and nothing else by way of it. */
    private static Optional<Path> file(Path worktree) {
        try {
            var file = worktree.resolve(FILE).toRealPath();
            var root = worktree.toRealPath();
            return Optional.of(file)
                    .filter(real -> real.startsWith(root) && !real.startsWith(root.resolve(".git")))
                    .filter(Files::isRegularFile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String section(Path file) {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8).stripTrailing();
            var rest = in.read() < 0 ? "" : "\n\n(The rest of " + FILE + " is left out here.)";
            return text.isBlank()
                    ? ""
                    : "\n## The repository's own notes for agents (" + FILE + ")\n\n" + text + rest + "\n";
        } catch (IOException e) {
            return "";
        }
    }
}
