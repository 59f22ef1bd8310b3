package dev.coppice.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a repository tells agents in a file of notes; a CLI does not read it where it is kept from the repository's settings. */
final class RepositoryNotes {

    /** Longer notes would take the room that the task needs. */
    static final int LIMIT = 64 << 10;

    private static final String CLAUDES = "CLAUDE.md";

    private RepositoryNotes() {}

    /** Claude's notes as the end of a prompt; "" if there are none. */
    static String of(Path worktree) {
        return of(worktree, CLAUDES);
    }

    /** The notes of this name as the end of a prompt; "" if there are none. */
    static String of(Path worktree, String name) {
        return file(worktree, name).map(file -> section(file, name)).orElse("");
    }

    /** A link is followed within the worktree only: the plan's owner may read the repository, and nothing else by way of it. */
    private static Optional<Path> file(Path worktree, String name) {
        try {
            var file = worktree.resolve(name).toRealPath();
            var root = worktree.toRealPath();
            return Optional.of(file)
                    .filter(real -> real.startsWith(root) && !real.startsWith(root.resolve(".git")))
                    .filter(Files::isRegularFile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String section(Path file, String name) {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8).stripTrailing();
            var rest = in.read() < 0 ? "" : "\n\n(The rest of " + name + " is left out here.)";
            return text.isBlank()
                    ? ""
                    : "\n## The repository's own notes for agents (" + name + ")\n\n" + text + rest + "\n";
        } catch (IOException e) {
            return "";
        }
    }
}
