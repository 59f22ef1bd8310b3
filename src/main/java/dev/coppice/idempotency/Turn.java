package dev.coppice.idempotency;

import java.util.Optional;
import java.util.UUID;

/** What is to be done with a request that has a key. */
public sealed interface Turn {

    /** It is to be carried out. What it makes is marked with the token, so that a repeat after a crash finds it. */
    record First(UUID token) implements Turn {}

    /** It was carried out, and this was the answer. */
    record Answered(Answer answer) implements Turn {}

    /** Somebody is carrying it out. */
    record UnderWay() implements Turn {}

    /** Something else was asked under this key. */
    record Reused() implements Turn {}

    /** An answer as it was sent; without a body if there was none. */
    record Answer(int status, Optional<String> contentType, Optional<String> body) {}
}
