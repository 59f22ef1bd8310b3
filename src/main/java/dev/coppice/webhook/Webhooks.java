package dev.coppice.webhook;

import dev.coppice.event.EventLog;
import dev.coppice.webhook.egress.TargetUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The webhooks there are. Those that are configured are changed in the configuration only. */
@ApplicationScoped
public class Webhooks {

    private static final int MOST = 100;

    private final WebhookRows rows;
    private final KnownWebhooks known;
    private final Standings standings;
    private final KeyFile key;
    private final EventLog log;

    Webhooks(WebhookRows rows, KnownWebhooks known, Standings standings, KeyFile key, EventLog log) {
        this.rows = rows;
        this.known = known;
        this.standings = standings;
        this.key = key;
        this.log = log;
    }

    /** By name. */
    public List<Standing> all() {
        return rows.all().stream().map(standings::of).toList();
    }

    public Optional<Standing> find(String name) {
        return rows.find(name).map(standings::of);
    }

    /** Makes one that is told what happens from now on. The wish has no objection. */
    public Change create(NewWebhook wish, String creator) {
        return key().<Change>map(seal -> create(wish, creator, seal)).orElseGet(this::noKey);
    }

    private Change create(NewWebhook wish, String creator, Seal seal) {
        var id = UUID.randomUUID();
        Optional<SigningSecret> secret = switch (wish.format()) {
            case STANDARD -> Optional.of(SigningSecret.random());
            case SLACK -> Optional.empty();
        };
        var target = new SealedTarget(
                TargetUrl.of(wish.url()).orElseThrow(), secret.stream().toList());
        return rows.insert(id, wish, seal.close(target.text(), id.toString()), creator, log.now(), MOST)
                .<Change>map(row -> new Change.Done(standings.of(row), secret))
                .orElseGet(() -> taken(wish.name()));
    }

    private Change taken(String name) {
        return rows.find(name).isPresent()
                ? new Change.NotPossible("name_taken", "there is a webhook " + name + "; delete it first")
                : new Change.NotPossible("too_many_webhooks", "there are " + MOST + " webhooks already; delete some");
    }

    /** A new secret; for 24 hours the one before signs as well. */
    public Change rotate(String name) {
        return made(
                name,
                row -> row.made()
                        .flatMap(made -> known.target(row, made).map(target -> rotate(row, made, target)))
                        .orElseGet(this::noKey));
    }

    private Change rotate(WebhookRow row, WebhookRow.Made made, SealedTarget target) {
        if (target.secrets().isEmpty()) {
            return new Change.NotPossible(
                    "not_possible", "messages to " + row.name() + " are not signed: its format is slack");
        }
        var secret = SigningSecret.random();
        var next = key().orElseThrow()
                .close(target.rotated(secret).text(), row.id().toString());
        return rows.rotate(row.id(), made.sealed(), next)
                ? done(row, Optional.of(secret))
                : new Change.NotPossible("not_possible", "somebody else has just made a new secret");
    }

    /** Tells it again what happens from now on, and what it had not taken yet. */
    public Change enable(String name) {
        return rows.find(name)
                .map(row -> {
                    rows.enable(row.id(), log.now());
                    return done(row, Optional.empty());
                })
                .orElseGet(Change.NotFound::new);
    }

    /** Also one that was configured, and that this service's configuration does not name any more. */
    public Change delete(String name) {
        return made(name, row -> {
            rows.delete(row.id());
            return new Change.Done(standings.of(row), Optional.empty());
        });
    }

    private interface Step {
        Change of(WebhookRow row);
    }

    private Change made(String name, Step step) {
        return rows.find(name)
                .map(row -> known.isConfiguredHere(row)
                        ? new Change.NotPossible(
                                "webhook_configured", name + " is in the configuration; change it there")
                        : step.of(row))
                .orElseGet(Change.NotFound::new);
    }

    private Change done(WebhookRow row, Optional<SigningSecret> secret) {
        return rows.find(row.name())
                .<Change>map(now -> new Change.Done(standings.of(now), secret))
                .orElseGet(Change.NotFound::new);
    }

    private Optional<Seal> key() {
        try {
            return key.readOrMake().map(Seal::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Change noKey() {
        return new Change.NoKey("this service has not the key that keeps the secrets of webhooks: " + key.file()
                + " must hold 32 bytes as Base64");
    }
}
