package dev.coppice.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.task.ExecutionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EventTailTest {

    private final EventTail tail = new EventTail(2);

    private static LoggedEvent event(long id) {
        var event = new TaskEvent(
                new Position(1, id),
                new ExecutionId("exec_12345678"),
                Optional.empty(),
                Instant.EPOCH,
                "queued",
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
        return new LoggedEvent(event, Optional.empty(), OptionalInt.empty());
    }

    @Test
    void whoeverIsTooFarBehindIsSentToTheDatabase() {
        tail.restart(Position.START);
        tail.append(List.of(event(1), event(2), event(3)));

        assertThat(tail.after(Position.START)).isEmpty();
        assertThat(tail.after(new Position(1, 1))).hasValueSatisfying(stretch -> {
            assertThat(stretch.events()).containsExactly(event(2), event(3));
            assertThat(stretch.end()).isEqualTo(new Position(1, 3));
        });
    }

    @Test
    void whoeverIsAheadStaysThere() {
        tail.restart(Position.START);

        assertThat(tail.after(new Position(9, 9))).contains(new EventTail.Stretch(List.of(), new Position(9, 9)));
    }

    @Test
    void afterANewBeginningNothingOlderIsKnown() {
        tail.append(List.of(event(1)));

        tail.restart(new Position(5, 0));

        assertThat(tail.after(new Position(1, 1))).isEmpty();
        assertThat(tail.head()).isEqualTo(new Position(5, 0));
    }

    @Test
    void theEndLetsEverybodyGo() throws InterruptedException {
        tail.restart(Position.START);
        tail.end();

        tail.await(new Position(9, 9), Duration.ofDays(1));

        assertThat(tail.head()).isEqualTo(Position.START);
    }
}
