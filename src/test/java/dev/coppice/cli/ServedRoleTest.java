package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedRoleTest {

    private static final Map<String, String> SHARED = Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none",
            "coppice.queue.shared-repositories", "/srv/repositories");

    @Test
    void aServiceThatDoesEverythingMayBeAlone() {
        assertThat(ServedRole.objection(null)).isEmpty();
        assertThat(ServedRole.objection("all")).isEmpty();
    }

    @Test
    void aPartOfTheWorkMakesSenseOnlyWhereOthersAre() {
        assertThat(ServedRole.objection("api"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("QUARKUS_DATASOURCE_JDBC_URL"));
        try (var _ = new LentSettings(Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none"))) {
            assertThat(ServedRole.objection("worker"))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("COPPICE_QUEUE_SHARED_REPOSITORIES"));
        }
        try (var _ = new LentSettings(SHARED)) {
            assertThat(ServedRole.objection("api")).isEmpty();
            assertThat(ServedRole.objection("worker")).isEmpty();
        }
    }

    @Test
    void aWordThatIsNoRoleIsToldWhichThereAre() {
        assertThat(ServedRole.objection("boss")).contains("--role boss: there are all, api and worker");
        try (var _ = new LentSettings(Map.of("coppice.serve.role", "boss"))) {
            assertThat(ServedRole.objection(null)).contains("--role boss: there are all, api and worker");
        }
    }
}
