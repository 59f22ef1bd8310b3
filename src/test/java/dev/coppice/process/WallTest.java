package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WallTest {

    @Test
    void theBestWallThatStandsIsChosen() {
        assertThat(HostLauncher.detect().wall()).isEqualTo(WallProbe.available().getFirst());
        assertThat(WallProbe.available()).endsWith(Wall.PLAIN);
    }

    @ParameterizedTest
    @EnumSource
    void aWallIsDescribedInOneLine(Wall wall) {
        assertThat(wall.description()).isNotBlank().doesNotContain("\n");
    }
}
