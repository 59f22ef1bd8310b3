package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file of a commit, and the tree that the commit would have with other bytes in that file. Looks at no working tree and touches
 * nobody's index.
 */
public final class CommittedFile {

    private static final Pattern ENTRY = Pattern.compile("(100[0-7]{3}) blob [0-9a-f]+\t(?s:(.*))");

    private final GitRepository repository;
    private final CommitId commit;
    private final String path;
    private final String mode;
    private final byte[] bytes;

    private CommittedFile(GitRepository repository, CommitId commit, String path, String mode, byte[] bytes) {
        this.repository = repository;
        this.commit = commit;
        this.path = path;
        this.mode = mode;
        this.bytes = bytes;
    }

    /** Empty if there is no such file; a link to one is none. The path is from the repository's top, as git names it. */
    public static Optional<CommittedFile> of(GitRepository repository, CommitId commit, String path) {
        return repository
                .git()
                .demandAnswer("", "ls-tree", "-z", "--full-tree", commit.sha(), "--", path)
                .fields()
                .stream()
                .map(ENTRY::matcher)
                .filter(entry -> entry.matches() && entry.group(2).equals(path))
                .findFirst()
                .flatMap(entry -> repository
                        .history()
                        .file(commit, path)
                        .map(bytes -> new CommittedFile(repository, commit, path, entry.group(1), bytes)));
    }

    public byte[] bytes() {
        return bytes;
    }

    /** The commit's tree with these bytes in the file, and all else as it is. */
    public TreeId treeWith(byte[] other) {
        try {
            Path folder = Files.createTempDirectory("coppice-tree");
            try {
                return treeWith(other, folder.resolve("index"));
            } finally {
                try (var left = Files.list(folder)) {
                    for (Path file : left.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new GitFailure("writing " + path + " anew", String.valueOf(e));
        }
    }

    private TreeId treeWith(byte[] other, Path index) throws IOException {
        Path content = index.resolveSibling("content");
        Files.write(content, other);
        var git = repository.git().with("GIT_INDEX_FILE", index.toString());
        // As it is: filters are for files of a checkout.
        var blob = git.demand("hash-object", "-w", "--no-filters", "--", content.toString());
        git.demand("read-tree", commit.sha());
        git.demandAnswer(mode + " " + blob + "\t" + path + "\0", "update-index", "-z", "--index-info");
        return new TreeId(git.demand("write-tree"));
    }
}
