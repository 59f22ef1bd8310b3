package dev.coppice.webhook;

import dev.coppice.event.Position;
import dev.coppice.sql.Sql;
import dev.coppice.sql.SqlText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Function;

/** Where messages are before they are sent. A message is written in the transaction that moves its webhook's place in the log on. */
@ApplicationScoped
class Outbox {

    /** Of several processes that have read the same page, one moves the place on; the others then find it somewhere else. */
    private static final SqlText MOVE_ON = SqlText.of("""
            update webhook
               set cursor_transaction = :nextTransaction, cursor_id = :nextId
             where id = :webhook and cursor_transaction = :lastTransaction and cursor_id = :lastId and disabled_at is null
            """);

    private static final SqlText APPEND = SqlText.of("""
            insert into webhook_delivery (webhook, event_transaction, event_id, type, execution_id, body)
            select cast(:webhook as uuid), m.transaction, m.id, m.type, m.execution, m.body
              from unnest(cast(:transactions as bigint[]), cast(:ids as bigint[]), cast(:types as text[]),
                          cast(:executions as text[]), cast(:bodies as text[]))
                     with ordinality as m (transaction, id, type, execution, body, number)
             order by m.number
            """);

    private final Sql sql;

    Outbox(Sql sql) {
        this.sql = sql;
    }

    /** All or nothing; false if the webhook is not at that place any more. Each message is of an event. */
    @Transactional
    boolean append(Webhook webhook, List<Message> messages, Position next) {
        int moved = sql.call(MOVE_ON)
                .with("webhook", webhook.id())
                .with("lastTransaction", webhook.cursor().transaction())
                .with("lastId", webhook.cursor().id())
                .with("nextTransaction", next.transaction())
                .with("nextId", next.id())
                .run();
        if (moved == 1 && !messages.isEmpty()) {
            write(webhook, messages);
        }
        return moved == 1;
    }

    private void write(Webhook webhook, List<Message> messages) {
        var places =
                messages.stream().flatMap(message -> message.event().stream()).toList();
        sql.call(APPEND)
                .with("webhook", webhook.id())
                .with("transactions", places.stream().map(Position::transaction).toArray(Long[]::new))
                .with("ids", places.stream().map(Position::id).toArray(Long[]::new))
                .with("types", texts(messages, Message::type))
                .with(
                        "executions",
                        texts(messages, message -> message.execution().orElse("")))
                .with("bodies", texts(messages, Message::body))
                .run();
    }

    private static String[] texts(List<Message> messages, Function<Message, String> part) {
        return messages.stream().map(part).toArray(String[]::new);
    }
}
