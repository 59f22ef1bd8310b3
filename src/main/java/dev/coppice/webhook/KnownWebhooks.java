package dev.coppice.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings together what the database, the configuration and the key of this process say of webhooks. */
@ApplicationScoped
class KnownWebhooks {

    private final WebhookRows rows;
    private final ConfiguredWebhooks configured;
    private final KeyFile key;

    KnownWebhooks(WebhookRows rows, ConfiguredWebhooks configured, KeyFile key) {
        this.rows = rows;
        this.configured = configured;
        this.key = key;
    }

    /** Those that are to be told something, by this process at least. */
    List<Webhook> usable() {
        return rows.all().stream()
                .filter(row -> row.disabledAt().isEmpty())
                .flatMap(this::usable)
                .toList();
    }

    private Stream<Webhook> usable(WebhookRow row) {
        return switch (known(row)) {
            case Known.Usable(var endpoint) -> Stream.of(webhook(row, endpoint));
            case Known.Unusable _ -> Stream.of();
        };
    }

    private static Webhook webhook(WebhookRow row, Endpoint endpoint) {
        return new Webhook(
                row.id(),
                row.name(),
                endpoint.subscription(),
                endpoint.url(),
                endpoint.mayBePrivate(),
                endpoint.secrets(),
                row.cursor());
    }

    Known known(WebhookRow row) {
        return row.made()
                .map(made -> open(row, made))
                .orElseGet(() -> configured
                        .find(row.name())
                        .orElseGet(() -> new Known.Unusable("this service's configuration does not name it")));
    }

    boolean isConfiguredHere(WebhookRow row) {
        return row.made().isEmpty() && configured.find(row.name()).isPresent();
    }

    private Known open(WebhookRow row, WebhookRow.Made made) {
        return target(row, made)
                .<Known>map(target -> new Known.Usable(new Endpoint(
                        made.subscription(), target.url(), made.mayBePrivate(), target.signing(row.isRotating()))))
                .orElseGet(() -> new Known.Unusable("this service has not the key with which it was made (" + key.file()
                        + "); another one may have it"));
    }

    /** Empty if it was not sealed with this process's key. */
    Optional<SealedTarget> target(WebhookRow row, WebhookRow.Made made) {
        return key.read()
                .flatMap(bytes -> new Seal(bytes).open(made.sealed(), row.id().toString()))
                .flatMap(SealedTarget::of);
    }
}
