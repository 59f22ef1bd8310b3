package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.Head;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Coppice writes down before it touches the user's checkout. */
class JournalTest {

    @TempDir
    Path folder;

    @Test
    void aJournalReadsAsItWasWritten() throws IOException {
        var stay = new StayFolder(folder.resolve("stay"));
        var refs = new ExecutionRefs(ExecutionId.random());
        var commit = new CommitId("0123456789012345678901234567890123456789");
        var journal = Journal.begun(Path.of("/a b/\u00fc=\n"), refs.execution(), new Head.Detached(commit))
                .opened(new Journal.OpenAttempt(refs.attempt(new TaskNumber("1.1"), 3), commit))
                .moving(commit, commit);

        stay.write(journal);

        assertThat(stay.journal()).contains(journal);
    }
}
