package dev.coppice.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 90s}, {@code 30m}, {@code 1h30m}, or in ISO form. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        var iso = text.toUpperCase(Locale.ROOT);
        try {
            var duration = Duration.parse(iso.startsWith("PT") ? iso : "PT" + iso);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Falls through to the one message for everything that is no positive duration.
        }
        throw new TypeConversionException("'" + text + "' is no duration such as 90s, 30m or 1h30m");
    }
}
