package dev.coppice.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileEntryTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Create: a/b.txt                         | a/b.txt CREATE
                    Modify: `a/b.txt:12-30`                 | a/b.txt MODIFY 12-30
                    `a.py`, `b.py`                          | a.py UNSTATED, b.py UNSTATED
                    `a.py` (new), `b.py` (modify)           | a.py CREATE, b.py MODIFY
                    `a.py` (delete), `b.py` (modify), `c`   | a.py DELETE, b.py MODIFY, c UNSTATED
                    Modify `a.py`, `b.py`; test `c_test.py` | a.py MODIFY, b.py MODIFY, c_test.py TEST
                    `src/index.ts` AND `src/b.ts`           | src/index.ts UNSTATED, src/b.ts UNSTATED
                    Delete: old stuff/my & file (1).txt     | old stuff/my & file (1).txt DELETE
                    Create: Makefile                        | Makefile CREATE
                    src/a.py, src/b.py                      | src/a.py UNSTATED, src/b.py UNSTATED
                    src/a.py (new)                          | src/a.py CREATE
                    `db.py:29-45` - adds `skip_it` mode     | db.py UNSTATED 29-45
                    `a.ts` (read; has `helper`)             | a.ts READ
                    `a.ts` (and `src/types.ts` for it)      | a.ts UNSTATED, src/types.ts UNSTATED
                    .gitignore                              | .gitignore UNSTATED
                    agents/primitives/                      | agents/primitives/ UNSTATED
                    """)
    void anEntryNamesFiles(String entry, String files) {
        PlannedTask task = Sample.task("**Files:**\n- " + entry + "\n");

        assertThat(task.files().stream().map(file -> (file.path() + " " + file.verb() + " " + file.range()).strip()))
                .containsExactly(files.split(", ", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none (verification only)", "None modified. Read-only step.", "N/A"})
    void anEntryMayNameNone(String entry) {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n**Files:** " + entry + "\n");

        assertThat(sample.task(0).files()).isEmpty();
        assertThat(sample.task(0).labels()).containsEntry("Files", entry);
    }

    @Test
    void proseIsReportedAndKept() {
        Sample sample = Sample.of("## Batch 1: A\n### Task 1.1: a\n**Files:** the usual ones\n");

        assertThat(sample.problems()).contains("warning unreadable-file 3");
        assertThat(sample.task(0).labels()).containsEntry("Files", "the usual ones");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../up.txt", "a/../../b", "~/x", "C:\\x.txt", "a\\..\\b.txt"})
    void aPathThatLeavesTheRepositoryIsPointedOut(String path) {
        assertThat(Sample.of("## Batch 1: A\n### Task 1.1: a\n**Files:** `" + path + "`\n")
                        .problems())
                .contains("warning outside-path 3");
    }

    @Test
    void theLabelMayHoldTheVerb() {
        assertThat(Sample.task("**Files to Create:** `a.txt`\n**Files Modified:** `b.txt`\n")
                        .files())
                .extracting(TaskFile::verb)
                .containsExactly(FileVerb.CREATE, FileVerb.MODIFY);
        assertThat(Sample.task("**Path:** `a.txt`\n**Modify type:** create\n").files())
                .extracting(TaskFile::verb)
                .containsExactly(FileVerb.CREATE);
    }
}
