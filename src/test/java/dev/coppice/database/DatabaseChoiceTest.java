package dev.coppice.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseChoiceTest {

    @Test
    void aUrlInTheEnvironmentIsUsed() {
        assertThat(chosenWith(Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/coppice")))
                .isEqualTo(new DatabaseChoice.External("jdbc:postgresql://db/coppice"));
    }

    @Test
    void withoutAUrlTheServerIsOurs() {
        assertThat(chosenWith(Map.of())).isEqualTo(new DatabaseChoice.Embedded());
        assertThat(chosenWith(Map.of("QUARKUS_DATASOURCE_JDBC_URL", ""))).isEqualTo(new DatabaseChoice.Embedded());
    }

    private static DatabaseChoice chosenWith(Map<String, String> environment) {
        return DatabaseChoice.in(new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .build());
    }
}
