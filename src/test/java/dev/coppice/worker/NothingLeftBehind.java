package dev.coppice.worker;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import java.sql.SQLException;
import java.time.Duration;

/** Test classes share an application: what one has queued, issued or paused, the next does not find. */
public final class NothingLeftBehind implements QuarkusTestAfterAllCallback {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private static final String TRUNCATE =
            "truncate execution, agent_pause, api_token, idempotent_request, webhook, baseline, queue_sample, deleted_execution"
                    + " cascade";

    @Override
    public void afterAll(QuarkusTestContext context) {
        bean(Worker.class).drain(LONG_ENOUGH);
        try (var connection = bean(AgroalDataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TRUNCATE);
        } catch (SQLException e) {
            throw new IllegalStateException(TRUNCATE, e);
        }
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().instance(type).get();
    }
}
