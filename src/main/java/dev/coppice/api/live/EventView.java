package dev.coppice.api.live;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.event.LoggedEvent;
import dev.coppice.task.TaskNumber;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One event of a stream.
 *
 * @param id names the place in the log to go on from; ids of one stream only grow, and say nothing else
 * @param task null where it concerns a batch or the execution as a whole
 * @param batch the position in the plan
 * @param detail an object of what there is to say besides, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EventView(
        String id,
        String executionId,
        String what,
        @Nullable String task,
        @Nullable Integer batch,
        @Nullable Integer attempt,
        @Nullable String worker,
        Instant at,
        @JsonRawValue @Nullable String detail) {

    static EventView of(LoggedEvent logged) {
        var event = logged.event();
        return new EventView(
                event.position().toString(),
                event.execution().value(),
                event.what(),
                logged.task().map(TaskNumber::text).orElse(null),
                number(logged.batch()),
                number(event.attempt()),
                event.worker().map(worker -> worker.value().toString()).orElse(null),
                event.at(),
                event.detail().orElse(null));
    }

    private static @Nullable Integer number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
