package dev.coppice.webhook;

import dev.coppice.webhook.egress.TargetUrl;
import java.util.List;

/**
 * Whom to tell, and what.
 *
 * @param mayBePrivate whether the address may be this machine's or one of a private network
 * @param secrets the newest first; none if the format is not signed
 */
record Endpoint(Subscription subscription, TargetUrl url, boolean mayBePrivate, List<SigningSecret> secrets) {
    Endpoint {
        secrets = List.copyOf(secrets);
    }
}
