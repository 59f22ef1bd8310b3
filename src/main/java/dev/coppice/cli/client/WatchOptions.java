package dev.coppice.cli.client;

import dev.coppice.cli.options.DurationConverter;
import dev.coppice.cli.options.ReportOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to watch, and what to keep of what came of it. */
final class WatchOptions {

    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long a service that does not answer is waited for, such as 90s. Default: 5m while watching;"
                            + " a submission waits for it only if this is given.")
    @Nullable
    Duration patience;

    @Mixin
    ReportOptions reports = new ReportOptions();

    Duration patience() {
        return Optional.ofNullable(patience).orElse(USUAL_PATIENCE);
    }
}
