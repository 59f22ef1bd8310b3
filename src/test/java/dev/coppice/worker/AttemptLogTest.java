package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.LogFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogTest {

    @TempDir
    Path folder;

    @Test
    void whatIsForMachinesIsKeptBesideWhatPeopleRead() throws Exception {
        var path = folder.resolve("exec_1/1.1-1.log");

        try (var log = AttemptLog.open(path)) {
            log.line("> Done.");
            log.events().line("{\"type\":\"text\"}");
            log.line("coppice: landed");
        }

        assertThat(path).hasContent("> Done.\ncoppice: landed");
        assertThat(folder.resolve("exec_1/1.1-1.log.events")).hasContent("{\"type\":\"text\"}");
    }

    @Test
    void anAgentWithoutEventsLeavesNoFileForThem() throws Exception {
        var path = folder.resolve("1.1-1.log");

        try (var log = AttemptLog.open(path)) {
            log.line("printed");
        }

        assertThat(folder).isDirectoryNotContaining("glob:**.events");
    }

    @Test
    void eventsAreBoundedLikeTheLog() throws Exception {
        var path = folder.resolve("1.1-1.log");
        byte[] event = ("{" + "x".repeat((1 << 20) - 3) + "}\n").getBytes(StandardCharsets.US_ASCII);

        try (var log = AttemptLog.open(path)) {
            for (int i = 0; i < 12; i++) {
                log.events().write(event, event.length);
            }
        }

        assertThat(Files.size(LogFile.events(path))).isLessThanOrEqualTo(LogFile.LIMIT);
        assertThat(Files.readAllLines(LogFile.events(path))).anyMatch(line -> line.endsWith(" bytes left out …"));
    }
}
