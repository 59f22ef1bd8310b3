package dev.coppice.webhook;

import dev.coppice.webhook.egress.Answer;
import dev.coppice.webhook.egress.Courier;
import dev.coppice.webhook.egress.Letter;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/** Sends one message, and writes down what came of it. */
@ApplicationScoped
class Sender {

    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final Courier courier;
    private final Tries tries;
    private final WebhookRows webhooks;

    Sender(Courier courier, Tries tries, WebhookRows webhooks) {
        this.courier = courier;
        this.tries = tries;
        this.webhooks = webhooks;
    }

    void send(Webhook webhook, Claimed claimed) throws InterruptedException {
        var letter = new Letter(
                webhook.url(), webhook.mayBePrivate(), headers(webhook, claimed), claimed.body(), claimed.tries() - 1);
        switch (courier.post(letter)) {
            case Answer.Answered(var status, var retryAfter) -> answered(webhook, claimed, status, retryAfter);
            case Answer.Unanswered(var why) ->
                failed(webhook, claimed, new Tries.Failure(OptionalInt.empty(), why), Optional.empty());
        }
    }

    private static Map<String, String> headers(Webhook webhook, Claimed claimed) {
        var headers = new HashMap<>(Map.of("content-type", "application/json", "user-agent", "Coppice"));
        if (!webhook.secrets().isEmpty()) {
            headers.putAll(Signature.headers(claimed.messageId(), Instant.now(), claimed.body(), webhook.secrets()));
        }
        return headers;
    }

    private void answered(Webhook webhook, Claimed claimed, int status, Optional<Duration> retryAfter) {
        if (status >= 200 && status < 300) {
            tries.delivered(claimed, status);
            return;
        }
        var failure = new Tries.Failure(OptionalInt.of(status), words(status));
        if (status == GONE) {
            webhooks.disable(webhook.id(), "gone");
            tries.givenUp(claimed, failure);
            Log.warnf("webhook %s: its receiver is gone (410), and it is told nothing any more", webhook.name());
            return;
        }
        boolean isAsked = status == TOO_MANY || status == UNAVAILABLE;
        failed(webhook, claimed, failure, retryAfter.filter(_ -> isAsked));
    }

    private static String words(int status) {
        return "answered " + status + (status / 100 == 3 ? ", and redirects are not followed" : "");
    }

    private void failed(Webhook webhook, Claimed claimed, Tries.Failure failure, Optional<Duration> wish) {
        var pause = RetrySchedule.after(
                claimed.tries(), wish, ThreadLocalRandom.current().nextDouble());
        if (pause.isPresent()) {
            tries.later(claimed, failure, pause.get());
        } else {
            tries.givenUp(claimed, failure);
            Log.warnf(
                    "webhook %s: message %s is given up after %d tries: %s",
                    webhook.name(), claimed.messageId(), claimed.tries(), failure.error());
        }
    }
}
