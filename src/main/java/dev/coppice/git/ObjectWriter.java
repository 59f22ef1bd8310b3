package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes the few kinds of git object that Coppice makes. */
public final class ObjectWriter {

    private final Git git;
    private final String format;

    ObjectWriter(Git git, String format) {
        this.git = git;
        this.format = format;
    }

    /** What the blob of that content is called, whether it exists or not. */
    public BlobId nameOfBlob(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            var digest = MessageDigest.getInstance(format.equals("sha1") ? "SHA-1" : "SHA-256");
            digest.update(("blob " + bytes.length + '\0').getBytes(StandardCharsets.US_ASCII));
            return new BlobId(HexFormat.of().formatHex(digest.digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1 and SHA-256", e);
        }
    }

    /** Makes a blob. */
    public BlobId blob(String content) {
        return new BlobId(
                git.demandAnswer(content, "hash-object", "-w", "--stdin").text());
    }

    /** Makes a commit; no ref points to it yet. */
    public CommitId commit(TreeId tree, CommitId parent, CommitMessage message) {
        return commit(tree, List.of(parent), message);
    }

    /** The same with several parents, of which the first is what the tree is measured against. */
    public CommitId commit(TreeId tree, List<CommitId> parents, CommitMessage message) {
        var line = new ArrayList<>(List.of("commit-tree"));
        parents.forEach(parent -> line.addAll(List.of("-p", parent.sha())));
        line.addAll(List.of("-F", "-", tree.sha()));
        return new CommitId(
                git.demandAnswer(message.text(), line.toArray(String[]::new)).text());
    }
}
