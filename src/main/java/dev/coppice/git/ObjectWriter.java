package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        String[] line = {"commit-tree", "-p", parent.sha(), "-F", "-", tree.sha()};
        return new CommitId(git.demandAnswer(message.text(), line).text());
    }
}
