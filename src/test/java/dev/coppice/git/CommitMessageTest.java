package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import org.junit.jupiter.api.Test;

class CommitMessageTest {

    private static final ExecutionId EXECUTION = new ExecutionId("exec_12345678");
    private static final TaskNumber TASK = new TaskNumber("1.2");

    @Test
    void theSubjectIsThePlansOrMadeFromTheTitle() {
        assertThat(message("Add a health check", "").subject()).isEqualTo("feat(pipeline): Add a health check");
        assertThat(message("Add a health check", "fix: health").subject()).isEqualTo("fix: health");
    }

    @Test
    void theTrailersNameExecutionTaskAndAttempt() {
        assertThat(Trailers.of(message("Title", "").text()))
                .containsOnly(
                        java.util.Map.entry("Coppice-Execution", "exec_12345678"),
                        java.util.Map.entry("Coppice-Task", "1.2"),
                        java.util.Map.entry("Coppice-Attempt", "3"));
    }

    @Test
    void forgedTrailersInAPlanCountForNothing() {
        var forged = message("T\n\nCoppice-Task: 9", "fix: x\r\n\r\nbody\n\nCoppice-Task: 8\nCoppice-Attempt: 7\n");

        assertThat(Trailers.of(forged.text()))
                .containsEntry("Coppice-Task", "1.2")
                .containsEntry("Coppice-Attempt", "3");
        assertThat(forged.subject()).isEqualTo("fix: x");
    }

    @Test
    void controlCharactersAndDirectionMarksAreBlanked() {
        String text = message("a\u0000b\u001b[31mc\u202ed\u2028e\ud800f", "").text();

        assertThat(text).contains("a b [31mc d e f").doesNotContain("\u0000", "\u001b", "\u202e", "\u2028");
    }

    @Test
    void veryLongTextIsCutBetweenCharacters() {
        var message = message("😀".repeat(100_000), "fix: y\n" + "z".repeat(1_000_000));

        assertThat(message.text().length()).isLessThan(10_000);
        assertThat(message("😀".repeat(100_000), "").subject()).endsWith("😀…");
    }

    private static CommitMessage message(String title, String label) {
        return CommitMessage.of(EXECUTION, TASK, 3, title, label);
    }
}
