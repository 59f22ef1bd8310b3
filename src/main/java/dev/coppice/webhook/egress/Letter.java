package dev.coppice.webhook.egress;

import java.util.Map;

/**
 * A POST request.
 *
 * @param mayBePrivate whether it may go to this machine and to private networks
 * @param turn which of several addresses is taken: each try the next
 */
public record Letter(TargetUrl to, boolean mayBePrivate, Map<String, String> headers, String body, int turn) {
    public Letter {
        headers = Map.copyOf(headers);
    }
}
