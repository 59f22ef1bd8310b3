package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.process.Limits;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskLimitsTest {

    private static Limits limits(Map<String, String> settings) {
        return TaskLimits.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(LimitsConfig.class)
                .build()
                .getConfigMapping(LimitsConfig.class));
    }

    @Test
    void nothingIsLimitedUnlessSomebodySaysSo() {
        assertThat(limits(Map.of())).isEqualTo(Limits.none());
    }

    @Test
    void eachSettingIsItsLimit() {
        var limits = limits(Map.of(
                "coppice.limits.memory", "2G",
                "coppice.limits.processes", "500",
                "coppice.limits.cores", "1.5",
                "coppice.limits.open-files", "1024",
                "coppice.limits.output", "100K",
                "coppice.limits.disk", "10M"));

        assertThat(limits.memory()).hasValue(2L << 30);
        assertThat(limits.processes()).hasValue(500);
        assertThat(limits.cores()).hasValue(1.5);
        assertThat(limits.openFiles()).hasValue(1024);
        assertThat(limits.output()).hasValue(100 << 10);
        assertThat(limits.disk()).hasValue(10 << 20);
    }
}
