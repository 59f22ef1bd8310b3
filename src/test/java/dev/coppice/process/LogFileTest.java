package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenCanBeReadAtOnce() throws Exception {
        var path = folder.resolve("a/b/task.log");

        try (var log = LogFile.open(path)) {
            log.line("first");

            assertThat(path).hasContent("first");
        }
    }

    @Test
    void anExistingLogIsContinued() throws Exception {
        var path = Files.writeString(folder.resolve("task.log"), "before\n");

        try (var log = LogFile.open(path)) {
            log.line("after");
        }

        assertThat(path).hasContent("before\nafter");
    }

    @Test
    void aLongLogKeepsItsBeginningAndItsEndAndCountsTheRest() throws Exception {
        var path = folder.resolve("task.log");

        try (var log = LogFile.open(path, 4000)) {
            for (int i = 100_000; i < 150_000; i++) {
                log.line(Integer.toString(i));
                assertThat(Files.size(path)).isLessThanOrEqualTo(4000);
            }
        }

        var text = Files.readString(path);
        assertThat(text).startsWith("100000\n100001\n").endsWith("149998\n149999\n");
        int kept = text.length() - mark(text).length();
        assertThat(mark(text)).isEqualTo("\n… " + (50_000 * 7 - kept) + " bytes left out …\n");
    }

    @Test
    void aWriteLargerThanTheLimitIsBoundedToo() throws Exception {
        var path = folder.resolve("task.log");
        byte[] much = "0123456789".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

        try (var log = LogFile.open(path, 1000)) {
            log.write(much, much.length);
        }

        assertThat(Files.size(path)).isLessThanOrEqualTo(1000);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void anInterruptedThreadCanGoOnWriting() throws Exception {
        var path = folder.resolve("task.log");

        try (var log = LogFile.open(path)) {
            Thread.currentThread().interrupt();
            log.line("one");
            log.line("two");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(path).hasContent("one\ntwo");
    }

    @Test
    void theEndThatIsKeptBeginsWithAWholeLine() throws Exception {
        var path = folder.resolve("task.log");

        try (var log = LogFile.open(path, 1001)) {
            for (int line = 0; line < 500; line++) {
                log.line("> coppice: forged " + "x".repeat(line % 40));
            }
        }

        assertThat(Files.readString(path).split("left out …\n", -1)[1].lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("> coppice"));
    }

    private static String mark(String text) {
        int end = text.indexOf(" left out …\n") + " left out …\n".length();
        return text.substring(text.indexOf("\n… "), end);
    }
}
