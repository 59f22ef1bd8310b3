package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LentSettingsTest {

    private static final String SET_BEFORE = "coppice.test.lent.before";
    private static final String NOT_SET = "coppice.test.lent.absent";

    @AfterEach
    void forget() {
        System.clearProperty(SET_BEFORE);
    }

    @Test
    void whatWasSetHoldsUntilTheEndAndIsThenWhatItWas() {
        System.setProperty(SET_BEFORE, "old");

        try (var _ = new LentSettings(Map.of(SET_BEFORE, "new", NOT_SET, "new"))) {
            assertThat(System.getProperty(SET_BEFORE)).isEqualTo("new");
            assertThat(System.getProperty(NOT_SET)).isEqualTo("new");
        }

        assertThat(System.getProperty(SET_BEFORE)).isEqualTo("old");
        assertThat(System.getProperty(NOT_SET)).isNull();
    }
}
