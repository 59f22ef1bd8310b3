package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LifetimeConverterTest {

    private final LifetimeConverter converter = new LifetimeConverter();

    @ParameterizedTest
    @CsvSource({"30d, P30D", "1D, P1D", "12h, PT12H", "90m, PT90M", "45s, PT45S", "1d12h, PT36H", "3650d, P3650D"})
    void timesAreReadAsPeopleWriteThem(String text, Duration lifetime) {
        assertThat(converter.convert(text)).isEqualTo(lifetime);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "d",
                "0d",
                "-1d",
                "3651d",
                "1w",
                "1.5d",
                "99999999999999999999d",
                "30d d",
                "T5S",
                "30dT"
            })
    void whatIsNoTimeOfUseIsRefused(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("30d");
    }
}
