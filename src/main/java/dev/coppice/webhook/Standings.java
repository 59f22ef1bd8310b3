package dev.coppice.webhook;

import dev.coppice.sql.AutoCommit;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Says how webhooks stand. */
@ApplicationScoped
class Standings {

    private static final SqlText FIGURES = SqlText.of("""
            select (select count(*) from webhook_delivery where webhook = :webhook and state = 'pending') as pending,
                   (select count(*) from webhook_delivery where webhook = :webhook and state = 'failed') as failed,
                   (select delivered_at
                      from webhook_delivery
                     where webhook = :webhook and state = 'delivered'
                     order by id desc
                     limit 1) as delivered_at
            """);

    private final AutoCommit sql;
    private final KnownWebhooks known;

    Standings(AutoCommit sql, KnownWebhooks known) {
        this.sql = sql;
        this.known = known;
    }

    private record Figures(long pending, long failed, Optional<Instant> delivered) {}

    Standing of(WebhookRow row) {
        return switch (known.known(row)) {
            case Known.Usable(var endpoint) -> standing(row, Optional.of(endpoint), Optional.empty());
            case Known.Unusable(var why) -> standing(row, Optional.empty(), Optional.of(why));
        };
    }

    private Standing standing(WebhookRow row, Optional<Endpoint> endpoint, Optional<String> problem) {
        var figures = sql.call(FIGURES)
                .with("webhook", row.id())
                .row(found -> new Figures(
                        found.getLong("pending"), found.getLong("failed"), Columns.instant(found, "delivered_at")))
                .orElseThrow();
        return new Standing(
                row.name(),
                endpoint.map(Endpoint::subscription).or(() -> row.made().map(WebhookRow.Made::subscription)),
                endpoint.map(found -> found.url().origin()),
                endpoint.map(Endpoint::mayBePrivate)
                        .or(() -> row.made().map(WebhookRow.Made::mayBePrivate))
                        .orElse(false),
                row.made().isEmpty(),
                row.createdBy(),
                row.createdAt(),
                row.disabledAt(),
                row.disabledReason(),
                problem,
                figures.pending(),
                figures.failed(),
                figures.delivered());
    }
}
