package dev.coppice.cli.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The plan that a command reads, and how. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlanOption {

    @Parameters(paramLabel = "PLAN", description = "The plan, a Markdown file.")
    Path file;

    @Option(
            names = "--dialect",
            paramLabel = "D",
            description = "Read the plan as this dialect, such as native, instead of finding out.")
    @Nullable
    String dialect;

    PlanFile read() {
        return PlanFile.read(file, Optional.ofNullable(dialect));
    }
}
