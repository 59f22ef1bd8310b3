package dev.coppice.git;

import java.util.regex.Pattern;

/** A git command could not do its work: the machine or the repository is broken, busy or full. */
public final class GitFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as git's words tell. */
    public enum Kind {
        /** A checkout says only that it is unable to write. */
        DISK_FULL("No space left on device|Disk quota exceeded|disk full|unable to write file "),
        LOCKED("\\.lock': File exists|Another git process seems to be running"),
        CORRUPT("is corrupt|index file (smaller|corrupt)|bad (tree |commit )?(object|signature)|object file .* is empty"
                + "|unable to (read tree|unpack)|missing (blob|tree|commit)|could not read |invalid object"
                + "|bad index file|inflate:|packfile .* cannot be accessed|nonexistent object"),
        /** The thread that ran the command was interrupted; the command's process is gone. */
        INTERRUPTED("(?!)"),
        OTHER("");

        private final Pattern words;

        Kind(String words) {
            this.words = Pattern.compile(words);
        }

        static Kind of(String error) {
            for (Kind kind : values()) {
                if (kind.words.matcher(error).find()) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    private final Kind kind;

    public GitFailure(String attempted, String error) {
        this(Kind.of(error), attempted, error);
    }

    public GitFailure(Kind kind, String attempted, String error) {
        super(attempted + ": " + error.strip());
        this.kind = kind;
    }

    private GitFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** The same without whatever may be a login in its words. */
    GitFailure redacted() {
        return new GitFailure(kind, RemoteAddress.redact(String.valueOf(getMessage())));
    }

    public Kind kind() {
        return kind;
    }
}
