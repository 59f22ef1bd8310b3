package dev.coppice.git;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Why a repository elsewhere could not be fetched, as far as git's words tell; the first that fits. */
public enum FetchTrouble {
    /** The other side does not take the login, or is not the one that it should be. */
    LOGIN_REFUSED(
            "Authentication failed|could not read (Username|Password)|Permission denied|Host key verification failed"
                    + "|returned error: 40[13]|HTTP 40[13]|Access denied|Load key|terminal prompts disabled"),
    /** There is no such repository, or not for this login. */
    NOT_FOUND(
            "[Rr]epository .*not found|does not appear to be a git repository|returned error: 404|not found: did you run"),
    /** It answers from another address, which nobody has agreed to. */
    MOVED("returned error: 30[0-9]|redirect"),
    /** It does not answer, or not to the end. */
    UNREACHABLE(
            "[Cc]ould not resolve|[Cc]ould(n't| not) connect|[Cc]onnection (refused|timed out|reset|closed)|timed out"
                    + "|unreachable|unable to access|early EOF|RPC failed|hung up|[Tt]oo slow|[Ff]ailed to connect|not done after"
                    + "|returned error: 5"),
    /** There is no branch in it. */
    EMPTY("(?!)"),
    /** What is here, or what came, is no good. */
    BROKEN("");

    private final Pattern words;

    FetchTrouble(String words) {
        this.words = Pattern.compile(words);
    }

    static FetchTrouble of(String error) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.words.matcher(error).find())
                .findFirst()
                .orElse(BROKEN);
    }
}
