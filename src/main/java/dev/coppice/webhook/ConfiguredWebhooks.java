package dev.coppice.webhook;

import dev.coppice.webhook.egress.TargetUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What this process's configuration says of webhooks. */
@ApplicationScoped
class ConfiguredWebhooks {

    private final WebhooksConfig config;

    ConfiguredWebhooks(WebhooksConfig config) {
        this.config = config;
    }

    Set<String> names() {
        return Set.copyOf(config.byName().keySet());
    }

    /** Empty if none of this name is configured here. */
    Optional<Known> find(String name) {
        return Optional.ofNullable(config.byName().get(name)).map(target -> known(name, target));
    }

    private static Known known(String name, WebhooksConfig.Target target) {
        if (!NewWebhook.isName(name)) {
            return new Known.Unusable(NewWebhook.NAME);
        }
        var url = TargetUrl.of(target.url().strip());
        if (url.isEmpty()) {
            return new Known.Unusable("its url must be " + TargetUrl.WANTED);
        }
        return Format.of(target.format())
                .map(format -> known(url.get(), format, target))
                .orElseGet(() -> new Known.Unusable("its format must be one of " + String.join(", ", Format.words())));
    }

    private static Known known(TargetUrl url, Format format, WebhooksConfig.Target target) {
        var subscription = Subscription.of(target.events(), target.repositories(), format);
        var objection = subscription.objection();
        if (objection.isPresent()) {
            return new Known.Unusable(objection.get().reason());
        }
        return switch (format) {
            case SLACK -> new Known.Usable(new Endpoint(subscription, url, target.allowPrivate(), List.of()));
            case STANDARD -> signed(subscription, url, target);
        };
    }

    private static Known signed(Subscription subscription, TargetUrl url, WebhooksConfig.Target target) {
        try {
            var texts = Stream.concat(
                            target.secret().stream().flatMap(List::stream),
                            target.secretFile().map(ConfiguredWebhooks::lines).stream()
                                    .flatMap(List::stream))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
            var secrets = texts.stream()
                    .flatMap(text -> SigningSecret.of(text).stream())
                    .toList();
            return secrets.isEmpty() || secrets.size() < texts.size()
                    ? new Known.Unusable("it needs a secret: " + SigningSecret.PREFIX + " and 24 to 64 bytes as Base64")
                    : new Known.Usable(new Endpoint(subscription, url, target.allowPrivate(), secrets));
        } catch (UnreadableFile e) {
            return new Known.Unusable("its secret-file " + e.file + " cannot be read");
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UnreadableFile(file);
        }
    }

    private static final class UnreadableFile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Path file;

        UnreadableFile(Path file) {
            super("cannot read " + file, null, false, false);
            this.file = file;
        }
    }
}
