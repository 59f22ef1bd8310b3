package dev.coppice.api.listing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.listing.ExecutionOrder;
import dev.coppice.queue.listing.ExecutionPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list.
 *
 * @param nextCursor with which to ask for the next page; null if this is the last
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ListView(
        List<SummaryView> executions, @Nullable String nextCursor) {

    static ListView of(ExecutionPage page, ExecutionOrder order) {
        return new ListView(
                page.executions().stream().map(SummaryView::of).toList(),
                page.next().map(place -> Cursor.write(order, place)).orElse(null));
    }
}
