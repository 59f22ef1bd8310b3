package dev.coppice.api.webhook;

import dev.coppice.api.Problem;
import dev.coppice.webhook.Change;

/** Tells callers what came of a change. */
final class Answers {

    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private Answers() {}

    static Change.Done done(Change change) {
        return switch (change) {
            case Change.Done done -> done;
            case Change.NotFound _ -> throw noWebhook();
            case Change.NotPossible(var code, var why) ->
                throw Problem.of(CONFLICT, code, why).asException();
            case Change.NoKey(var why) ->
                throw Problem.of(UNAVAILABLE, "no_webhook_key", why).asException();
        };
    }

    static RuntimeException noWebhook() {
        return Problem.of(404, "webhook_not_found", "there is no webhook of this name")
                .asException();
    }
}
