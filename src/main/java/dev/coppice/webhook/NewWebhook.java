package dev.coppice.webhook;

import dev.coppice.webhook.egress.TargetUrl;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A webhook that is wished for.
 *
 * @param events what it is told; empty: what suits the format
 * @param repositories the only ones it is told of; empty: all
 */
public record NewWebhook(
        String name,
        String url,
        Optional<List<String>> events,
        Optional<List<String>> repositories,
        Format format,
        boolean mayBePrivate) {

    static final String NAME =
            "a webhook's name begins with a small letter and has up to 63 small letters, digits and hyphens";

    private static final Pattern NAMES = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public NewWebhook {
        events = events.map(List::copyOf);
        repositories = repositories.map(List::copyOf);
    }

    static boolean isName(String text) {
        return NAMES.matcher(text).matches();
    }

    public Optional<Objection> objection() {
        if (!isName(name)) {
            return Optional.of(new Objection("name", NAME));
        }
        var target = TargetUrl.of(url);
        if (target.isEmpty()) {
            return Optional.of(new Objection("url", "url must be " + TargetUrl.WANTED));
        }
        if (!mayBePrivate && target.get().isPlainlyPrivate()) {
            return Optional.of(
                    new Objection(
                            "url",
                            "url is an address of this machine or a private network, which only the operator can allow (allow_private)"));
        }
        return subscription().objection();
    }

    Subscription subscription() {
        return Subscription.of(events, repositories, format);
    }
}
