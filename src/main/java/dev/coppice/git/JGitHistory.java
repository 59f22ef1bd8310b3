package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** History read in process: no git command is started. */
record JGitHistory(Path commonDirectory) implements History {

    @Override
    public List<Commit> firstParents(CommitId tip, CommitId until) {
        return read("the history of " + tip, repository -> {
            var chain = new ArrayList<Commit>();
            try (var walk = new RevWalk(repository)) {
                var at = walk.parseCommit(id(tip));
                while (!at.equals(id(until))) {
                    chain.add(parse(at));
                    if (at.getParentCount() == 0) {
                        break;
                    }
                    at = walk.parseCommit(at.getParent(0));
                }
            }
            return chain;
        });
    }

    @Override
    public Optional<Commit> commit(CommitId id) {
        return read("the commit " + id, repository -> {
            try (var walk = new RevWalk(repository)) {
                return Optional.of(parse(walk.parseCommit(id(id))));
            } catch (MissingObjectException | IncorrectObjectTypeException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public TreeId treeOf(CommitId commit) {
        return read("the tree of " + commit, repository -> {
            try (var walk = new RevWalk(repository)) {
                return new TreeId(walk.parseCommit(id(commit)).getTree().name());
            }
        });
    }

    @Override
    public Optional<byte[]> file(CommitId commit, String path) {
        return read(path + " in " + commit, repository -> {
            try (var walk = new RevWalk(repository);
                    var found = TreeWalk.forPath(
                            walk.getObjectReader(),
                            path,
                            walk.parseCommit(id(commit)).getTree())) {
                return found == null || found.isSubtree()
                        ? Optional.<byte[]>empty()
                        : Optional.of(repository.open(found.getObjectId(0)).getBytes());
            }
        });
    }

    @Override
    public List<String> changedPaths(CommitId from, CommitId to) {
        return read("the difference of " + from + " and " + to, repository -> {
            var paths = new ArrayList<String>();
            try (var walk = new RevWalk(repository);
                    var trees = new TreeWalk(walk.getObjectReader())) {
                trees.setRecursive(true);
                trees.setFilter(TreeFilter.ANY_DIFF);
                trees.addTree(walk.parseCommit(id(from)).getTree());
                trees.addTree(walk.parseCommit(id(to)).getTree());
                while (trees.next()) {
                    paths.add(trees.getPathString());
                }
            }
            return paths;
        });
    }

    private static Commit parse(RevCommit commit) {
        var parents = Arrays.stream(commit.getParents())
                .map(parent -> new CommitId(parent.name()))
                .toList();
        return Commit.of(
                new CommitId(commit.name()), new TreeId(commit.getTree().name()), parents, commit.getFullMessage());
    }

    private static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.sha());
    }

    private interface Reading<T> {
        T from(Repository repository) throws IOException;
    }

    private <T> T read(String what, Reading<T> reading) {
        QuietSystemReader.install(commonDirectory);
        try (var repository = new FileRepositoryBuilder()
                .setGitDir(commonDirectory.toFile())
                .setBare()
                .setMustExist(true)
                .build()) {
            return reading.from(repository);
        } catch (MissingObjectException e) {
            throw new GitFailure(GitFailure.Kind.CORRUPT, "reading " + what, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new GitFailure("reading " + what + " in " + commonDirectory, String.valueOf(e.getMessage()));
        }
    }
}
