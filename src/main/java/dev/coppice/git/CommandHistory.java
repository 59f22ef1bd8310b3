package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** History by git commands, for repositories that JGit cannot read. */
record CommandHistory(Git git) implements History {

    private static final String FORMAT = "--format=%H%n%T%n%P%n%B";

    @Override
    public List<Commit> firstParents(CommitId tip, CommitId until) {
        String[] line = {"log", "-z", "--first-parent", FORMAT, until + ".." + tip};
        return git.demandAnswer("", line).fields().stream()
                .map(CommandHistory::parse)
                .toList();
    }

    private static Commit parse(String text) {
        String[] part = text.split("\n", 4);
        var parents = new ArrayList<CommitId>();
        Arrays.stream(part[2].split(" ", -1)).filter(id -> !id.isEmpty()).forEach(id -> parents.add(new CommitId(id)));
        return Commit.of(new CommitId(part[0]), new TreeId(part[1]), parents, part[3]);
    }

    @Override
    public Optional<Commit> commit(CommitId id) {
        var answer = git.ask("", "log", "-z", "-1", FORMAT, id.sha());
        return answer.succeeded() ? Optional.of(parse(answer.fields().get(0))) : Optional.empty();
    }

    @Override
    public TreeId treeOf(CommitId commit) {
        return new TreeId(git.demand("rev-parse", "--verify", "--end-of-options", commit + "^{tree}"));
    }

    @Override
    public Optional<byte[]> file(CommitId commit, String path) {
        String[] line = {"cat-file", "blob", commit + ":" + path};
        var answer = git.ask("", line);
        if (answer.succeeded()) {
            return Optional.of(answer.output());
        }
        // In a partial clone it may be there and not to be had just now.
        if (git.demand("ls-tree", "--full-tree", commit.sha(), "--", path).contains(" blob ")) {
            throw git.failure(answer, line);
        }
        return Optional.empty();
    }

    @Override
    public List<String> changedPaths(CommitId from, CommitId to) {
        return git.demandAnswer("", "diff-tree", "-r", "-z", "--name-only", "--no-renames", from.sha(), to.sha())
                .fields();
    }
}
