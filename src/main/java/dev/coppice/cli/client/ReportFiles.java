package dev.coppice.cli.client;

import dev.coppice.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** Keeps reports as files, where somebody has asked for them or a CI system looks for them. */
record ReportFiles(Optional<Path> junit, Optional<Path> summary, Optional<Path> jobSummary) {

    static ReportFiles of(WatchOptions options, Map<String, String> environment) {
        return new ReportFiles(
                Optional.ofNullable(options.junit),
                Optional.ofNullable(options.summary),
                Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY"))
                        .filter(_ -> "true".equals(environment.get("GITHUB_ACTIONS")))
                        .filter(file -> !file.isBlank())
                        .map(Path::of));
    }

    /** The execution's reports as they are now. */
    void write(Service service, String execution) {
        var report = Service.EXECUTIONS + execution + "/report";
        junit.ifPresent(file -> write(file, service.text(report + ".xml")));
        if (summary.isPresent() || jobSummary.isPresent()) {
            var page = service.text(report + ".md");
            summary.ifPresent(file -> write(file, page));
            // Other steps may have written to the job's summary before.
            jobSummary.ifPresent(file -> write(file, page, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }
    }

    private static void write(Path file, String text, OpenOption... how) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text, StandardCharsets.UTF_8, how);
        } catch (IOException e) {
            throw new ClientRefusal(ExitCode.INFRASTRUCTURE, "cannot write the report to " + file + ": " + e);
        }
    }
}
