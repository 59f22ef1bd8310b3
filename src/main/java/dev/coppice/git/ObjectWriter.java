package dev.coppice.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coppice.task.CommitId;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the few kinds of git object that Coppice makes. */
public final class ObjectWriter {

    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("xx");

    private final Git git;
    private final LooseObjects loose;

    ObjectWriter(Git git, LooseObjects loose) {
        this.git = git;
        this.loose = loose;
    }

    /** What the blob of that content is called, whether it exists or not. */
    public BlobId nameOfBlob(String content) {
        return new BlobId(loose.name("blob", content.getBytes(UTF_8)));
    }

    /** Makes a blob. */
    public BlobId blob(String content) {
        return new BlobId(
                loose.arePlain()
                        ? loose.write("blob", content.getBytes(UTF_8))
                        : git.demandAnswer(content, "hash-object", "-w", "--stdin")
                                .text());
    }

    /**
     * Makes a commit; no ref points to it yet. Unless the tree is seen to be there, git makes it, who refuses if it is not: somebody may
     * have cleared away what no ref held.
     */
    public CommitId commit(TreeId tree, CommitId parent, CommitMessage message) {
        return commit(tree, List.of(parent), message);
    }

    /** The same with several parents, of which the first is what the tree is measured against. */
    public CommitId commit(TreeId tree, List<CommitId> parents, CommitMessage message) {
        if (loose.arePlain() && loose.holds(tree.sha())) {
            return new CommitId(
                    loose.write("commit", text(tree, parents, message).getBytes(UTF_8)));
        }
        var line = new ArrayList<>(List.of("commit-tree"));
        parents.forEach(parent -> line.addAll(List.of("-p", parent.sha())));
        line.addAll(List.of("-F", "-", tree.sha()));
        return new CommitId(
                git.demandAnswer(message.text(), line.toArray(String[]::new)).text());
    }

    private static String text(TreeId tree, List<CommitId> parents, CommitMessage message) {
        var now = ZonedDateTime.now(ZoneId.systemDefault());
        String who = GitSettings.NAME + " <" + GitSettings.EMAIL + "> " + now.toEpochSecond() + ' ' + ZONE.format(now);
        var above =
                parents.stream().map(parent -> "parent " + parent.sha() + '\n').collect(Collectors.joining());
        return "tree " + tree.sha() + '\n' + above + "author " + who + "\ncommitter " + who + "\n\n" + message.text();
    }
}
