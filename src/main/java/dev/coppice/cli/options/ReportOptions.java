package dev.coppice.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports are to be kept as files. */
public final class ReportOptions {

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Keeps the report there as JUnit XML, however the execution ends.")
    @Nullable
    Path junit;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description = "Keeps the report there as Markdown, however the execution ends.")
    @Nullable
    Path summary;

    public ReportFiles files() {
        return new ReportFiles(text(junit), text(summary));
    }

    private static String text(@Nullable Path file) {
        return Optional.ofNullable(file)
                .map(path -> path.toAbsolutePath().toString())
                .orElse("");
    }
}
