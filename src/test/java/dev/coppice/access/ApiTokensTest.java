package dev.coppice.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ApiTokensTest {

    @Inject
    ApiTokens tokens;

    @Inject
    DataSource database;

    private static NewToken wish(Right scope) {
        return new NewToken(
                "t-" + UUID.randomUUID().toString().substring(0, 8), scope, Optional.empty(), Optional.empty());
    }

    @Test
    void aTokenIsKnownByItsSecretOnly() {
        var issued = tokens.issue(wish(Right.RUN), "operator").orElseThrow();

        assertThat(tokens.holder(issued.secret())).hasValueSatisfying(holder -> {
            assertThat(holder.name()).isEqualTo("token:" + issued.token().name());
            assertThat(holder.right()).isEqualTo(Right.RUN);
            assertThat(holder.isOperator()).isFalse();
        });
        assertThat(tokens.holder(Secret.random())).isEmpty();
        assertThat(tokens.holder(new Secret(issued.secret().text() + " "))).isEmpty();
        assertThat(tokens.holder(new Secret(issued.token().id().toString()))).isEmpty();
    }

    @Test
    void itsSecretIsStoredNowhereAndPrintedByNothing() {
        var issued = tokens.issue(wish(Right.READ), "operator").orElseThrow();

        var row = value("select row_to_json(t)::text from api_token t where id = '"
                + issued.token().id() + "'");

        assertThat(issued.secret().text()).matches("cpc_[A-Za-z0-9_-]{43}");
        assertThat(row).doesNotContain(issued.secret().text().substring(4, 20));
        assertThat(issued.toString()).doesNotContain(issued.secret().text().substring(4, 20));
    }

    @Test
    void aRevokedOneOpensNothingAndItsNameIsFree() {
        var wish = wish(Right.RUN);
        var issued = tokens.issue(wish, "operator").orElseThrow();
        assertThat(tokens.issue(wish, "operator")).isEmpty();

        assertThat(tokens.revoke(wish.name())).map(ApiToken::status).hasValue("revoked");

        assertThat(tokens.holder(issued.secret())).isEmpty();
        assertThat(tokens.revoke(wish.name())).isEmpty();
        var next = tokens.issue(wish, "operator").orElseThrow();
        assertThat(tokens.holder(next.secret())).isPresent();
        assertThat(tokens.revoke(next.token().id().toString())).isPresent();
        assertThat(tokens.all())
                .filteredOn(token -> token.name().equals(wish.name()))
                .extracting(ApiToken::status)
                .containsExactly("revoked", "revoked");
    }

    @Test
    void anExpiredOneOpensNothing() {
        var wish = new NewToken(
                "short-" + UUID.randomUUID().toString().substring(0, 8),
                Right.READ,
                Optional.empty(),
                Optional.of(Duration.ofHours(1)));
        var issued = tokens.issue(wish, "operator").orElseThrow();
        assertThat(tokens.holder(issued.secret())).isPresent();

        change("update api_token set expires_at = clock_timestamp() where name = '" + wish.name() + "'");

        assertThat(tokens.holder(issued.secret())).isEmpty();
        assertThat(tokens.all())
                .filteredOn(token -> token.name().equals(wish.name()))
                .extracting(ApiToken::status)
                .containsExactly("expired");
    }

    @Test
    void itsUseIsWrittenDownOnceAMinute() {
        var issued = tokens.issue(wish(Right.READ), "operator").orElseThrow();
        assertThat(lastUsed(issued)).isEmpty();

        tokens.holder(issued.secret());
        var first = lastUsed(issued);
        tokens.holder(issued.secret());

        assertThat(first).isPresent();
        assertThat(lastUsed(issued)).isEqualTo(first);
        change("update api_token set last_used_at = clock_timestamp() - interval '2 minutes' where id = '"
                + issued.token().id() + "'");
        tokens.holder(issued.secret());
        assertThat(lastUsed(issued).orElseThrow()).isAfter(first.orElseThrow());
    }

    @Test
    void anAllowListHoldsFoldersAndNames() {
        var wish = new NewToken(
                "some-" + UUID.randomUUID().toString().substring(0, 8),
                Right.RUN,
                Optional.of(List.of("/srv/one", "two")),
                Optional.empty());
        var issued = tokens.issue(wish, "operator").orElseThrow();

        var holder = tokens.holder(issued.secret()).orElseThrow();

        assertThat(holder.mayUse(Path.of("/srv/one"))).isTrue();
        assertThat(holder.mayUse(Path.of("/elsewhere/two"))).isTrue();
        assertThat(holder.mayUse(Path.of("/srv/one/two/three"))).isFalse();
        assertThat(holder.mayUse(Path.of("/srv/three"))).isFalse();
        assertThat(holder.mayUse(Path.of("/"))).isFalse();
    }

    @Test
    void oneThatMayHandOutOthersIsForAllRepositoriesInTheDatabaseToo() {
        var issued = tokens.issue(wish(Right.ADMIN), "operator").orElseThrow();

        assertThatThrownBy(() -> change("update api_token set repositories = '{one}' where id = '"
                        + issued.token().id() + "'"))
                .hasMessageContaining("violates check constraint");
    }

    private Optional<java.time.Instant> lastUsed(IssuedToken issued) {
        return tokens.all().stream()
                .filter(token -> token.id().equals(issued.token().id()))
                .findFirst()
                .flatMap(ApiToken::lastUsedAt);
    }

    private void change(String statement) {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private String value(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
