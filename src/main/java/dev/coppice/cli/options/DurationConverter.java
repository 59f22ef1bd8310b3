package dev.coppice.cli.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 90s}, {@code 30m}, {@code 1h30m}, or in ISO form. */
public final class DurationConverter implements ITypeConverter<Duration> {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    @Override
    public Duration convert(String text) {
        var iso = text.toUpperCase(Locale.ROOT);
        try {
            var duration = Duration.parse(iso.startsWith("PT") ? iso : "PT" + iso);
            if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Falls through to the one message for everything that is no duration of use.
        }
        throw new TypeConversionException(
                "'" + text + "' is no duration such as 90s, 30m or 1h30m, from a second to 30 days");
    }
}
