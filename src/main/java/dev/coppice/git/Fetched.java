package dev.coppice.git;

import java.util.stream.Collectors;

/** What came of bringing a clone up to date. */
public sealed interface Fetched {

    /** It is as the other side was a moment ago. */
    record UpToDate() implements Fetched {}

    /** It is as it was before; the words are git's, without logins and without places of this host. */
    record NotFetched(FetchTrouble trouble, String words) implements Fetched {

        private static final int LONGEST = 500;

        static NotFetched of(String error, String folder) {
            return new NotFetched(FetchTrouble.of(error), plain(error, folder));
        }

        static NotFetched broken(String reason, String folder) {
            return new NotFetched(FetchTrouble.BROKEN, plain(reason, folder));
        }

        private static String plain(String error, String folder) {
            var line = RemoteAddress.redact(error)
                    .lines()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("; "))
                    .replace(folder, "the clone")
                    .replaceAll("\\p{Cntrl}", "?");
            return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        }
    }
}
