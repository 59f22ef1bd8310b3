package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A submodule with its files in it, in a worktree. Its git directory is the worktree's own: it borrows the objects of the user's clone, so
 * that nothing done here reaches that. As with the worktree, the index that counts lies out of the agent's sight.
 *
 * @param gitDirectory in the worktree's entry, where git itself would put it
 */
record SubmoduleFolder(Path folder, Path gitDirectory, Path index, SubmoduleClone origin) {

    /** Leaves exactly the commit's files, and HEAD detached at it. */
    void fill(GitRepository repository, CommitId commit, Cleaning cleaning) throws IOException {
        makeGitDirectory(repository, commit);
        link();
        Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
        try {
            write(repository, commit, cleaning);
        } catch (GitFailure e) {
            FileTree.makeAccessible(folder);
            Files.deleteIfExists(index);
            write(repository, commit, cleaning);
        }
        Files.copy(
                index,
                gitDirectory.resolve("index"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void write(GitRepository repository, CommitId commit, Cleaning cleaning) {
        git(repository).demand("read-tree", "--reset", "-u", commit.sha());
        cleaning.clean(git(repository));
    }

    Git git(GitRepository repository) {
        return repository
                .git()
                .in(folder)
                .on(gitDirectory, gitDirectory)
                .with("GIT_WORK_TREE", folder.toString())
                .with("GIT_INDEX_FILE", index.toString());
    }

    /** An agent that took the link away has left the files without their repository, and git would no longer see that they changed. */
    void relink() throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !isEmpty()) {
            link();
        }
    }

    private boolean isEmpty() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private void link() throws IOException {
        var link = folder.resolve(".git");
        FileTree.delete(link);
        Files.writeString(link, "gitdir: " + gitDirectory + "\n");
    }

    private void makeGitDirectory(GitRepository repository, CommitId commit) throws IOException {
        FileTree.delete(gitDirectory);
        Files.createDirectories(gitDirectory.resolve("refs"));
        var info = Files.createDirectories(gitDirectory.resolve("objects/info"));
        Files.writeString(info.resolve("alternates"), origin.folder().resolve("objects") + "\n");
        Files.writeString(gitDirectory.resolve("HEAD"), commit + "\n");
        Files.writeString(gitDirectory.resolve("packed-refs"), origin.refs(repository));
        Files.writeString(gitDirectory.resolve("config"), settings(commit));
        var shallow = origin.folder().resolve("shallow");
        if (Files.isRegularFile(shallow, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(shallow, gitDirectory.resolve("shallow"));
        }
    }

    /** The user's settings of the submodule stay in force, where its files lie excepted. */
    private String settings(CommitId commit) {
        String format = commit.sha().length() == 40
                ? "[core]\n\trepositoryformatversion = 0\n"
                : "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n";
        return format + "[include]\n\tpath = " + quoted(origin.folder().resolve("config"))
                + "\n[core]\n\tbare = false\n\tworktree = " + quoted(folder) + "\n";
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
