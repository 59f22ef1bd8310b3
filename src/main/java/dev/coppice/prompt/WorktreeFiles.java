package dev.coppice.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The house files of a worktree. A link is followed within it, and to Markdown only: whoever commits one must not get at what is no part of
 * the repository, such as a copied {@code .env}.
 */
record WorktreeFiles(Path worktree) implements HouseFiles {

    @Override
    public Optional<byte[]> beginning(String name, int most) {
        try {
            var file = worktree.resolve(name).toRealPath();
            return isNotes(file) && Files.isRegularFile(file) ? Optional.of(read(file, most)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isNotes(Path file) throws IOException {
        var root = worktree.toRealPath();
        return file.startsWith(root)
                && !file.startsWith(root.resolve(".git"))
                && file.toString().endsWith(".md");
    }

    private static byte[] read(Path file, int most) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }
}
