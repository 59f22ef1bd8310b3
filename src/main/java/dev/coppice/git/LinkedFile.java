package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A file of a commit, found by way of links within the commit: git itself follows them, and none that leads out of it. */
record LinkedFile(Git git, CommitId commit, String path) {

    /** Its bytes; empty if there is no such file, or what goes by that name leads to none. */
    Optional<byte[]> bytes() {
        var output = git.demandAnswer(commit + ":" + path + "\n", "cat-file", "--batch", "--follow-symlinks")
                .output();
        int end = 0;
        while (output[end] != '\n') {
            end++;
        }
        // Name, kind and size; other answers, such as "missing" or "symlink 12", have two words.
        var words = new String(output, 0, end, StandardCharsets.UTF_8).split(" ", -1);
        if (words.length != 3 || !words[1].equals("blob")) {
            return Optional.empty();
        }
        int first = end + 1;
        return Optional.of(Arrays.copyOfRange(output, first, first + Integer.parseInt(words[2])));
    }
}
