package dev.coppice.access;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The tokens that were handed out. Each statement stands alone, and a revocation holds from the next request on. */
@ApplicationScoped
public class ApiTokens {

    private static final String COLUMNS = """
            id, name, scope, repositories, created_by, created_at, expires_at, last_used_at, revoked_at,
            revoked_at is null and (expires_at is null or expires_at > clock_timestamp()) as valid
            """;

    private static final SqlText ISSUE = SqlText.of("""
            insert into api_token (name, hash, scope, repositories, created_by, expires_at)
            values (:name, :hash, :scope, cast(:repositories as text[]), :creator,
                    clock_timestamp() + make_interval(secs => cast(:seconds as double precision)))
            on conflict (name) where revoked_at is null do nothing
            returning
            """ + COLUMNS);

    private static final SqlText ALL = SqlText.of("select " + COLUMNS + "from api_token order by created_at, id");

    private static final SqlText ANY = SqlText.of("""
            select 1 from api_token where revoked_at is null and (expires_at is null or expires_at > clock_timestamp()) limit 1
            """);

    private static final SqlText FIND = SqlText.of("select " + COLUMNS + """
            , last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute' as unseen
              from api_token
             where hash = :hash
            """);

    private static final SqlText SEEN = SqlText.of("""
            update api_token
               set last_used_at = clock_timestamp()
             where id = :token
               and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
            """);

    private static final SqlText REVOKE = SqlText.of("""
            update api_token
               set revoked_at = clock_timestamp()
             where revoked_at is null
               and (cast(id as text) = lower(:which) or name = :which)
            returning
            """ + COLUMNS);

    private final AutoCommit sql;

    ApiTokens(AutoCommit sql) {
        this.sql = sql;
    }

    /** Empty if another token that is not revoked has the name. The wish has no objection. */
    public Optional<IssuedToken> issue(NewToken wish, String creator) {
        var secret = Secret.random();
        return sql.call(ISSUE)
                .with("name", wish.name())
                .with("hash", secret.hash())
                .with("scope", wish.scope().word())
                .with(
                        "repositories",
                        wish.repositories()
                                .map(list -> list.toArray(String[]::new))
                                .orElse(null))
                .with("creator", creator)
                .with("seconds", wish.lifetime().map(Duration::toSeconds).orElse(null))
                .row(row -> new IssuedToken(token(row), secret));
    }

    /** Whether anybody could call with one. */
    public boolean exist() {
        return sql.call(ANY).row(_ -> true).isPresent();
    }

    /** The oldest first, revoked ones as well. */
    public List<ApiToken> all() {
        return sql.call(ALL).rows(ApiTokens::token);
    }

    /** Who holds the token with this secret; empty if there is none that is valid. */
    public Optional<Principal> holder(Secret secret) {
        return sql.call(FIND)
                .with("hash", secret.hash())
                .row(row -> new Found(token(row), row.getBoolean("unseen")))
                .filter(found -> found.token().isValid())
                .map(this::seen);
    }

    /** By its id or its name; empty if there is none, or none any more. */
    public Optional<ApiToken> revoke(String which) {
        return sql.call(REVOKE).with("which", which).row(ApiTokens::token);
    }

    private record Found(ApiToken token, boolean unseen) {}

    private Principal seen(Found found) {
        if (found.unseen()) {
            sql.call(SEEN).with("token", found.token().id()).run();
        }
        return found.token().holder();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                Columns.text(row, "name"),
                Right.of(Columns.text(row, "scope")).orElseThrow(),
                Columns.texts(row, "repositories"),
                Columns.text(row, "created_by"),
                Columns.instant(row, "created_at").orElseThrow(),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "last_used_at"),
                Columns.instant(row, "revoked_at"),
                row.getBoolean("valid"));
    }
}
