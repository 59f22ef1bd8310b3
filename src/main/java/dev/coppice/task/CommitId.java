package dev.coppice.task;

/** The full object name of a git commit: 40 (SHA-1) or 64 (SHA-256) hexadecimal digits. */
public record CommitId(String sha) {

    private static final int SHA_1 = 40;
    private static final int SHA_256 = 64;

    public CommitId {
        if (!isOne(sha)) {
            throw new IllegalArgumentException("not a commit id: " + sha);
        }
    }

    /** Without a pattern, which took a twelfth of the time of a status. */
    private static boolean isOne(String text) {
        boolean isOne = text.length() == SHA_1 || text.length() == SHA_256;
        for (int i = 0; isOne && i < text.length(); i++) {
            isOne = isDigit(text.charAt(i));
        }
        return isOne;
    }

    private static boolean isDigit(char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    }

    /** The first ten digits, for people. */
    public String abbreviated() {
        return sha.substring(0, 10);
    }

    @Override
    public String toString() {
        return sha;
    }
}
