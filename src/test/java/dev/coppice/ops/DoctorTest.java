package dev.coppice.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.coppice.agent.roster.InstalledAgents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    Path folder;

    /** An examination that cannot be made. */
    private record Broken() implements Examination {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<Finding> look() throws IOException {
            throw new IOException("no such luck");
        }
    }

    @Test
    void aCheckThatCouldNotBeMadeSaysSoAndTheOthersGoOn() {
        var doctor = new Doctor(List.of(new Broken(), new JavaExamination()));

        var findings = doctor.findings();

        assertThat(findings).extracting(Finding::check).containsExactly("broken", "java");
        assertThat(findings.getFirst()).isEqualTo(Finding.warning("broken", "could not be checked: no such luck", ""));
    }

    @Test
    void aDiskOnWhichNoTaskWouldBeClaimedIsAnError() {
        long gigabyte = 1L << 30;
        var disk = new DiskExamination(folder, () -> gigabyte);

        assertThat(disk.judge(2 * gigabyte, gigabyte, folder).level()).isEqualTo(Finding.Level.OK);
        assertThat(disk.judge(gigabyte - 1, gigabyte, folder))
                .isEqualTo(Finding.error(
                        "disk",
                        "1023 MB free at " + folder + ", and no task is claimed with less than 1024 MB",
                        "make room, or set coppice.worktree.min-free lower: every worker has a worktree of its own"));
        assertThat(disk.judge(199L << 20, 0, folder).level()).isEqualTo(Finding.Level.ERROR);
    }

    @Test
    void settingsOfAgentsThatMakeNoSenseAreErrorsOneByOne() {
        assertThat(new ProfileExamination(() -> List.of("first", "second"), InstalledAgents::configured).look())
                .extracting(Finding::level, Finding::found)
                .containsExactly(tuple(Finding.Level.ERROR, "first"), tuple(Finding.Level.ERROR, "second"));
    }

    @Test
    void aPortInUseIsAWarning() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new PortExamination(taken.getLocalPort()).look())
                    .extracting(Finding::level)
                    .containsExactly(Finding.Level.WARNING);
        }
    }

    @Test
    void anAgentOutsideThePathIsFoundWhereItsInstallerPutsIt() throws Exception {
        var program = Files.createDirectories(folder.resolve(".local/bin")).resolve("claude");
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        var finding =
                new AgentExamination(Map.of("PATH", "/nowhere"), folder).look().getFirst();

        assertThat(finding.level()).isEqualTo(Finding.Level.OK);
        assertThat(finding.found())
                .startsWith("claude at " + program + " (not on PATH)")
                .contains("codex");
    }

    @Test
    void loginsAreNamedAndNeverShown() throws Exception {
        var program = Files.createDirectories(folder.resolve(".local/bin")).resolve("claude");
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        var without = new LoginExamination(Map.of("PATH", "/nowhere"), folder).look();
        var with = new LoginExamination(Map.of("ANTHROPIC_API_KEY", "top-secret"), folder).look();

        assertThat(without).extracting(Finding::level).contains(Finding.Level.WARNING);
        assertThat(with).extracting(Finding::level).containsOnly(Finding.Level.OK);
        assertThat(with.toString()).contains("ANTHROPIC_API_KEY").doesNotContain("top-secret");
    }
}
