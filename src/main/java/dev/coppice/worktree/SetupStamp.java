package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.project.PathPattern;
import dev.coppice.project.WorktreeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says beside a worktree what it has been set up with: the commands, and the contents of the files that they depend on. It goes when
 * ignored files do, since they are what a set-up leaves.
 */
record SetupStamp(Path file) {

    boolean isFor(WorktreeSettings settings, Git git, String tree) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(file, StandardCharsets.ISO_8859_1).equals(text(settings, git, tree));
    }

    void write(WorktreeSettings settings, Git git, String tree) throws IOException {
        DurableFile.write(file, text(settings, git, tree).getBytes(StandardCharsets.US_ASCII));
    }

    void remove() throws IOException {
        FileTree.delete(file);
    }

    private static String text(WorktreeSettings settings, Git git, String tree) {
        var digest = sha256();
        settings.setup().forEach(command -> add(digest, command));
        if (!settings.place().isEmpty()) {
            add(digest, settings.place());
        }
        var patterns = settings.setupInputs().stream().map(PathPattern::of).toList();
        if (!patterns.isEmpty()) {
            for (String line : git.demandAnswer("", "ls-tree", "-r", "-z", "--full-tree", tree)
                    .rawFields()) {
                var path = RawName.text(line.substring(line.indexOf('\t') + 1));
                if (patterns.stream().anyMatch(pattern -> pattern.covers(path))) {
                    add(digest, line);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
