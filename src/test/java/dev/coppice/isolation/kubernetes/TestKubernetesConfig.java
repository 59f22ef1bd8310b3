package dev.coppice.isolation.kubernetes;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings as the operator writes them. */
final class TestKubernetesConfig {

    private TestKubernetesConfig() {}

    static KubernetesConfig of(Map<String, String> settings) {
        var named = new HashMap<String, String>();
        settings.forEach((name, value) -> named.put("coppice.kubernetes." + name, value));
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(named, "test", 100))
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(KubernetesConfig.class)
                .build()
                .getConfigMapping(KubernetesConfig.class);
    }
}
