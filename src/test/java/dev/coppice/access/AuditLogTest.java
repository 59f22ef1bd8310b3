package dev.coppice.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuditLogTest {

    @Inject
    AuditLog audit;

    @Inject
    DataSource database;

    private final String who = "token:" + UUID.randomUUID();

    @Test
    void whatIsWrittenDownIsReadBack() {
        audit.append(new AuditLog.Act(who, "cancel", "exec_1", "10.0.0.7"), Outcome.REFUSED, OptionalInt.of(409));
        audit.append(new AuditLog.Act(who, "create_token", null, null), Outcome.DONE, OptionalInt.empty());

        var mine = mine(audit.before(OptionalLong.empty(), 1000));

        assertThat(mine).extracting(AuditEntry::action).containsExactly("create_token", "cancel");
        assertThat(mine.getLast().target()).hasValue("exec_1");
        assertThat(mine.getLast().address()).hasValue("10.0.0.7");
        assertThat(mine.getLast().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(mine.getLast().status()).hasValue(409);
        assertThat(mine.getFirst().target()).isEmpty();
        assertThat(mine.getFirst().status()).isEmpty();
    }

    @Test
    void manyAreReadPageByPageWithoutGapOrRepetition() {
        for (int number = 1; number <= 250; number++) {
            audit.append(new AuditLog.Act(who, "start", "exec_" + number, null), Outcome.DONE, OptionalInt.of(200));
        }

        var read = new ArrayList<AuditEntry>();
        var page = audit.before(OptionalLong.empty(), 99);
        while (!page.isEmpty()) {
            read.addAll(mine(page));
            page = audit.before(OptionalLong.of(page.getLast().id()), 99);
        }

        assertThat(read).hasSize(250);
        assertThat(read.getFirst().target()).isEqualTo(Optional.of("exec_250"));
        assertThat(read.getLast().target()).isEqualTo(Optional.of("exec_1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set principal = 'somebody else'",
                "delete from audit_entry",
                "truncate audit_entry"
            })
    void nobodyChangesThePast(String statement) {
        audit.append(new AuditLog.Act(who, "start", "exec_1", null), Outcome.DONE, OptionalInt.of(200));

        assertThatThrownBy(() -> change(statement)).hasMessageContaining("neither changed nor deleted");
    }

    private List<AuditEntry> mine(List<AuditEntry> entries) {
        return entries.stream().filter(entry -> entry.principal().equals(who)).toList();
    }

    private void change(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }
}
