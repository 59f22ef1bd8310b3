package dev.coppice.api.live;

import dev.coppice.api.Problem;
import dev.coppice.event.Position;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where a listener wants to go on. */
final class LastEventId {

    private LastEventId() {}

    /** The header is newer than the address, which a browser repeats as it was at the first connection. */
    static Optional<Position> of(@Nullable String header, @Nullable String parameter) {
        return Stream.of(Optional.ofNullable(header), Optional.ofNullable(parameter))
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> position("last_event_id", text));
    }

    /** A parameter of another name; none means the beginning. */
    static Position parameter(String name, @Nullable String text) {
        return text == null || text.isBlank() ? Position.START : position(name, text);
    }

    private static Position position(String name, String text) {
        try {
            return Position.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw Problem.about(name, name + " must be the id of an event as an answer has told it")
                    .asException();
        }
    }
}
