package dev.coppice.git;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a {@code git push --porcelain} of one branch that came to nothing said: a line of a flag, the refs and a summary, and words of the other side. */
final class PushOutput {

    private static final Pattern REJECTED_HERE = Pattern.compile("\\[rejected]");

    /** Somebody else was faster, or is at it now. */
    private static final Pattern OVERTAKEN =
            Pattern.compile("cannot lock ref|failed to update ref|reference already exists"
                    + "|incorrect old value|atomic transaction failed|failed to lock|fetch first|stale info");

    private static final Pattern REJECTED_THERE = Pattern.compile("\\[remote rejected]");

    private static final int MOST_WORDS = 2000;

    private PushOutput() {}

    static PushAnswer read(GitAnswer answer, boolean hasHook) {
        var refusal = refusal(answer.text());
        var words = words(refusal.orElse(""), answer.error());
        if (refusal.isEmpty()) {
            return answer.code() == 1 && hasHook
                    ? new PushAnswer.Refused("the repository's pre-push hook refused it: " + words)
                    : new PushAnswer.NotReached(words);
        }
        if (REJECTED_HERE.matcher(refusal.get()).find()
                || OVERTAKEN.matcher(refusal.get()).find()) {
            return new PushAnswer.Moved(words);
        }
        return REJECTED_THERE.matcher(refusal.get()).find()
                ? new PushAnswer.Refused("the remote refused it: " + words)
                : new PushAnswer.NotReached(words);
    }

    /** The summary of the branch's line, if it says that the branch was not taken. */
    private static Optional<String> refusal(String output) {
        return output.lines()
                .filter(line -> line.startsWith("!\t"))
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .findFirst();
    }

    private static String words(String refusal, String error) {
        var all = (refusal + ' ' + error).strip().replaceAll("\\s+", " ");
        var plain = RemoteAddress.redact(all);
        return plain.length() > MOST_WORDS ? plain.substring(0, MOST_WORDS) + "..." : plain;
    }
}
