package dev.coppice.api.live;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.event.LoggedEvent;
import dev.coppice.event.Position;
import java.util.List;

/**
 * Some events of an execution, in order.
 *
 * @param nextAfter what to ask for next time; the same again if there were none
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record EventPageView(List<EventView> events, String nextAfter) {

    static EventPageView of(List<LoggedEvent> events, Position from) {
        var last = events.isEmpty() ? from : events.getLast().event().position();
        return new EventPageView(events.stream().map(EventView::of).toList(), last.toString());
    }
}
