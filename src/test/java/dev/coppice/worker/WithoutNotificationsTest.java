package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a transaction pooler there is the poll, and no connection of the listener's. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(WithoutNotificationsTest.SwitchedOff.class)
class WithoutNotificationsTest extends AWorkingPlace {

    public static final class SwitchedOff implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("coppice.queue.notifications", "false");
        }
    }

    @Test
    void workIsFoundByLookingAndNoConnectionListensOrNotifies() {
        startWorker();
        var execution = submitUnheard("touch done");

        admitElsewhere(execution);

        awaitEnd(execution);
        assertThat(value("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and application_name in ('coppice listener', 'coppice notifier')"))
                .isEqualTo("0");
    }
}
