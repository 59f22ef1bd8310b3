package dev.coppice.isolation.dagger;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Questions to one session, each of which must be answered for the next to make sense. */
record Errand(Session session) {

    /** A question was not answered. */
    static final class Unanswered extends Exception {

        private static final long serialVersionUID = 1L;

        Unanswered(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    JsonNode answer(Query query, Duration limit) throws InterruptedException, Unanswered {
        return switch (session.ask(query, limit)) {
            case Reply.Data(var data) -> data;
            case Reply.Failed(var reason) -> throw new Unanswered(reason);
        };
    }
}
