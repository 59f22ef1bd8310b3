package dev.coppice.api.webhook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.webhook.Change;
import dev.coppice.webhook.SigningSecret;
import org.jspecify.annotations.Nullable;

/**
 * A webhook with a new secret.
 *
 * @param secret by which messages are signed, which is shown this once; null if they are not
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record IssuedWebhookView(
        WebhookView webhook, @Nullable String secret) {

    static IssuedWebhookView of(Change.Done done) {
        return new IssuedWebhookView(
                WebhookView.of(done.webhook()),
                done.secret().map(SigningSecret::text).orElse(null));
    }

    @Override
    public String toString() {
        return "IssuedWebhookView[" + webhook.name() + "]";
    }
}
