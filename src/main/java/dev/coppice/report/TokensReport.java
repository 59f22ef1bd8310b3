package dev.coppice.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.money.Usage;
import org.jspecify.annotations.Nullable;

/** Tokens as the API and reports show them; none counts twice: what was read from a cache or written to one is not among {@code input}. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TokensReport(long input, long output, long cacheRead, long cacheWrite) {

    /** Null if none have been told. */
    public static @Nullable TokensReport of(Usage usage) {
        return usage.isNone()
                ? null
                : new TokensReport(usage.input(), usage.output(), usage.cacheRead(), usage.cacheWrite());
    }
}
