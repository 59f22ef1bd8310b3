package dev.coppice.git;

import dev.coppice.task.CommitId;

/** Writes the few kinds of git object that Coppice makes. */
public final class Objects {

    private final Git git;

    Objects(Git git) {
        this.git = git;
    }

    public TreeId treeOf(CommitId commit) {
        return new TreeId(git.demand("rev-parse", "--verify", "--end-of-options", commit + "^{tree}"));
    }

    public BlobId blob(String content) {
        return new BlobId(
                git.demandAnswer(content, "hash-object", "-w", "--stdin").text());
    }

    /** Makes a commit; no ref points to it yet. */
    public CommitId commit(TreeId tree, CommitId parent, CommitMessage message) {
        String[] line = {"commit-tree", "-p", parent.sha(), "-F", "-", tree.sha()};
        return new CommitId(git.demandAnswer(message.text(), line).text());
    }
}
