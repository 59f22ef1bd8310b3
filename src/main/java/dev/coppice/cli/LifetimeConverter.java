package dev.coppice.cli;

import dev.coppice.access.NewToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a token is good for: {@code 30d}, {@code 12h}, {@code 1d12h}. */
final class LifetimeConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            var upper = text.toUpperCase(Locale.ROOT);
            int days = upper.indexOf('D') + 1;
            var time = upper.substring(days);
            var lifetime = Duration.parse("P" + upper.substring(0, days) + (time.isEmpty() ? "" : "T" + time));
            if (lifetime.compareTo(Duration.ofSeconds(1)) >= 0 && lifetime.compareTo(NewToken.LONGEST) <= 0) {
                return lifetime;
            }
        } catch (DateTimeException e) {
            // Falls through to the one message for everything that is no lifetime of use.
        }
        throw new TypeConversionException("'" + text + "' is no time such as 30d, 12h or 90m, from a second to "
                + NewToken.LONGEST.toDays() + " days");
    }
}
