package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows what differs between two commits. No program that a configuration or an attribute names has a say in it, and a name of a file is
 * never anything else.
 */
public final class Differences {

    /** No answer has more bytes. */
    public static final int LARGEST = 10 << 20;

    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);
    private static final int MOST_COMPARED_FOR_RENAMES = 1000;
    private static final List<String> COMMAND = List.of(
            "diff-tree",
            "-r",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--submodule=short",
            "--find-renames",
            "-l" + MOST_COMPARED_FOR_RENAMES);

    private final Git git;

    Differences(Git git) {
        this.git = git.within(TIME_LIMIT);
    }

    /** As a patch that {@code git apply} takes, but for binary files, which are only named; empty if it is larger than {@link #LARGEST}. */
    public Optional<byte[]> patch(CommitId from, CommitId to) {
        return answer(from, to, "--patch", "--full-index", "--src-prefix=a/", "--dst-prefix=b/")
                .map(GitAnswer::output);
    }

    /** File by file, as git sorts them; empty if there are so many that their names are more than {@link #LARGEST}. */
    public Optional<List<ChangedFile>> files(CommitId from, CommitId to) {
        return answer(from, to, "-z", "--raw", "--numstat").map(answer -> ChangedFiles.of(answer.fields()));
    }

    private Optional<GitAnswer> answer(CommitId from, CommitId to, String... form) {
        var line = new ArrayList<>(COMMAND);
        line.addAll(List.of(form));
        line.addAll(List.of("--end-of-options", from.sha(), to.sha()));
        return git.demandAtMost(LARGEST, line.toArray(String[]::new));
    }
}
