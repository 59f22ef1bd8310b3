package dev.coppice.isolation;

import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an image is built from: a folder of the repository as a commit has it, and in it the file that says how. Nothing else of the repository
 * or of the host is to be had from it.
 *
 * @param tree what the folder holds, by its name in git: the same for as long as nothing in it changes
 * @param file the name, in that folder, of the file that says how
 */
public record BuildFolder(GitRepository repository, String tree, String file) {

    /** The folder around the file of this path; empty if the commit has none. The path is one of {@link ImageName.Built}. */
    public static Optional<BuildFolder> of(GitRepository repository, CommitId commit, String path) {
        int slash = path.lastIndexOf('/');
        var tree = repository
                .git()
                .ask(
                        "",
                        "rev-parse",
                        "--verify",
                        "--quiet",
                        "--end-of-options",
                        commit + ":" + path.substring(0, slash));
        return tree.succeeded() && repository.history().file(commit, path).isPresent()
                ? Optional.of(new BuildFolder(repository, tree.text(), path.substring(slash + 1)))
                : Optional.empty();
    }

    /** Why there is none. */
    public static String missing(CommitId commit, String path) {
        return "the commit " + commit.abbreviated() + " has no file " + path + " to build an image by";
    }

    /** Writes the files into a folder that is made for them. */
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectory(folder);
        var index = folder.resolveSibling(folder.getFileName() + ".index");
        var git = repository.git().with("GIT_INDEX_FILE", index.toString());
        git.demand("read-tree", tree);
        git.demand("checkout-index", "--all", "--prefix=" + folder + "/");
        Files.delete(index);
        return folder;
    }
}
