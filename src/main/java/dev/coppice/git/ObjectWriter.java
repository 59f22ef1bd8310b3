package dev.coppice.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coppice.task.CommitId;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

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
        if (loose.arePlain() && loose.holds(tree.sha())) {
            return new CommitId(
                    loose.write("commit", text(tree, parent, message).getBytes(UTF_8)));
        }
        String[] line = {"commit-tree", "-p", parent.sha(), "-F", "-", tree.sha()};
        return new CommitId(git.demandAnswer(message.text(), line).text());
    }

    private static String text(TreeId tree, CommitId parent, CommitMessage message) {
        var now = ZonedDateTime.now(ZoneId.systemDefault());
        String who = GitSettings.NAME + " <" + GitSettings.EMAIL + "> " + now.toEpochSecond() + ' ' + ZONE.format(now);
        return "tree " + tree.sha() + "\nparent " + parent.sha() + "\nauthor " + who + "\ncommitter " + who + "\n\n"
                + message.text();
    }
}
