package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The user's own clone of a submodule: read, never written. */
record SubmoduleClone(Path folder) {

    /** The first of those that the homes have under the submodule's name. The name comes from a file in the repository. */
    static Optional<SubmoduleClone> find(List<Path> homes, String name) {
        return homes.stream()
                .flatMap(home -> below(home, name).stream())
                .filter(folder -> Files.isDirectory(folder.resolve("objects"), LinkOption.NOFOLLOW_LINKS))
                .map(SubmoduleClone::new)
                .findFirst();
    }

    private static Optional<Path> below(Path home, String name) {
        try {
            var folder = home.resolve(name).normalize();
            return folder.startsWith(home) && !folder.equals(home) ? Optional.of(folder) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    boolean has(GitRepository repository, CommitId commit) {
        return git(repository).ask("", "cat-file", "-e", commit + "^{commit}").succeeded();
    }

    /** All its refs, as git writes them into one file, so that a build finds the tags it names its versions by. */
    String refs(GitRepository repository) {
        return git(repository).demand("for-each-ref", "--format=%(objectname) %(refname)") + '\n';
    }

    /** Where a submodule of this submodule has its own clone. */
    Path modules() {
        return folder.resolve("modules");
    }

    private Git git(GitRepository repository) {
        return repository.git().in(folder).on(folder, folder);
    }
}
