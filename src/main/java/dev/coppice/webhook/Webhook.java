package dev.coppice.webhook;

import dev.coppice.event.Position;
import dev.coppice.webhook.egress.TargetUrl;
import java.util.List;
import java.util.UUID;

/**
 * One that this process can send to.
 *
 * @param mayBePrivate whether its address may be this machine's or one of a private network
 * @param secrets none if its format is not signed
 * @param cursor how far in the log it has been told
 */
record Webhook(
        UUID id,
        String name,
        Subscription subscription,
        TargetUrl url,
        boolean mayBePrivate,
        List<SigningSecret> secrets,
        Position cursor) {
    Webhook {
        secrets = List.copyOf(secrets);
    }

    Webhook movedTo(Position next) {
        return new Webhook(id, name, subscription, url, mayBePrivate, secrets, next);
    }
}
