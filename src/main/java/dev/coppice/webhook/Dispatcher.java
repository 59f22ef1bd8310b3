package dev.coppice.webhook;

import dev.coppice.database.OwnFolder;
import dev.coppice.event.EventLog;
import dev.coppice.event.LoggedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes messages of events: for each webhook on from where it is in the log, once whoever does it. */
@ApplicationScoped
class Dispatcher {

    /** So much at one go, so that one webhook that is far behind keeps no other waiting. */
    private static final int MOST_PAGES = 20;

    private final EventLog log;
    private final Happenings happenings;
    private final Outbox outbox;
    private final OwnFolder folder;

    Dispatcher(EventLog log, Happenings happenings, Outbox outbox, OwnFolder folder) {
        this.log = log;
        this.happenings = happenings;
        this.outbox = outbox;
        this.folder = folder;
    }

    void dispatch(Webhook webhook) {
        var at = webhook;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            var page = log.page(at.cursor());
            if (page.isEmpty()) {
                return;
            }
            var next = page.getLast().event().position();
            if (!outbox.append(at, messages(at, page), next)) {
                return;
            }
            at = at.movedTo(next);
        }
    }

    /** What is older than any message gets, because the webhook was not configured for long, is no news. */
    private List<Message> messages(Webhook webhook, List<LoggedEvent> page) {
        var eldest = Instant.now().minus(RetrySchedule.ALL);
        var news = page.stream()
                .filter(logged -> logged.event().at().isAfter(eldest))
                .toList();
        return happenings.wanted(news, webhook.subscription()).stream()
                .map(happening -> message(webhook, happening))
                .toList();
    }

    private Message message(Webhook webhook, Happening happening) {
        var event = happening.logged().event();
        var body = switch (webhook.subscription().format()) {
            case STANDARD -> StandardBody.of(happening, folder.root());
            case SLACK -> SlackBody.of(happening);
        };
        return new Message(
                Optional.of(event.position()), Optional.of(event.execution().value()), happening.type(), body);
    }
}
