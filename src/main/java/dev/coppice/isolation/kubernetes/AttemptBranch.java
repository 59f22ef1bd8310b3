package dev.coppice.isolation.kubernetes;

import dev.coppice.files.FileTree;
import dev.coppice.git.CommitMessage;
import dev.coppice.git.Git;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.PushAnswer;
import dev.coppice.git.RefName;
import dev.coppice.git.Remotes;
import dev.coppice.git.TreeId;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The branch at the repository's origin by which a worktree's files go to the cluster and come back. Nobody else writes to it: its name tells the
 * attempt, and every push says where the branch must be. What git ignores stays where it is.
 *
 * @param stage a folder of the attempt's own
 */
record AttemptBranch(GitRepository repository, Remotes remotes, BranchName name, Path stage) {

    private static final String ORIGIN = "origin";

    /** Pushes what the worktree holds; a {@link GitFailure} says why it cannot. */
    CommitId send(Path worktree) {
        try {
            // No command of a task has ever run beside it.
            var entry = repository.worktreeEntry(worktree);
            var git = on(worktree);
            if (Files.isRegularFile(entry.resolve("index"), LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(
                        entry.resolve("index"),
                        index(),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            } else {
                git.demand("read-tree", head(entry).sha());
            }
            git.demand("add", "--all");
            var tree = new TreeId(git.demand("write-tree"));
            var commit = repository.objects().commit(tree, head(entry), message());
            push(commit);
            return commit;
        } catch (IOException e) {
            throw new GitFailure("reading " + worktree, String.valueOf(e));
        }
    }

    private void push(CommitId commit) {
        var reason = switch (remotes.push(ORIGIN, name, remotes.tipOf(ORIGIN, name), commit)) {
            case PushAnswer.Pushed _ -> Optional.<String>empty();
            case PushAnswer.Moved(var words) -> Optional.of(words);
            case PushAnswer.Refused(var words) -> Optional.of(words);
            case PushAnswer.NotReached(var words) -> Optional.of(words);
        };
        reason.ifPresent(words -> {
            throw new GitFailure("pushing " + name, words);
        });
    }

    /** No two are the same, so that a pod that was thought dead can push over none but its own. */
    private static CommitMessage message() {
        return new CommitMessage(
                "coppice: what a command begins with",
                "The branch is taken away when its attempt is over.",
                "Coppice-Run: " + UUID.randomUUID());
    }

    /** Gives the worktree the files of what was {@code left} on top of what was {@code sent}; a {@link GitFailure} says why it cannot. */
    void bring(Path worktree, CommitId sent, CommitId left) {
        var objects = stage.resolve("objects");
        try {
            Files.createDirectories(objects);
            remotes.fetch(ORIGIN, List.of(name), objects);
            var git = on(worktree)
                    .with("GIT_OBJECT_DIRECTORY", objects.toString())
                    .with("GIT_ALTERNATE_OBJECT_DIRECTORIES", quoted(own()));
            var parents = git.demand("rev-list", "--parents", "--max-count=1", left.sha());
            if (!parents.equals(left + " " + sent)) {
                throw new GitFailure("reading " + name, "what came back is no answer to what was sent");
            }
            git.demand("read-tree", "--reset", "-u", sent.sha(), left.sha());
            FileTree.delete(objects);
        } catch (IOException e) {
            throw new GitFailure("bringing back " + name, String.valueOf(e));
        }
    }

    private Path own() {
        return repository.commonDirectory().resolve("objects");
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Takes the branch away, wherever it is now; the answer tells why not. */
    Optional<String> remove() {
        try {
            return remotes.tipOf(ORIGIN, name).flatMap(tip -> remotes.delete(ORIGIN, new RefName(name.name()), tip));
        } catch (GitFailure e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** With an index of its own: that of the worktree is Coppice's, and stays as it is. */
    private Git on(Path worktree) {
        return repository
                .git()
                .in(worktree)
                .with("GIT_WORK_TREE", worktree.toString())
                .with("GIT_INDEX_FILE", index().toString());
    }

    private Path index() {
        return stage.resolve("index");
    }

    private static CommitId head(Path entry) throws IOException {
        return new CommitId(
                Files.readString(entry.resolve("HEAD"), StandardCharsets.UTF_8).strip());
    }
}
