package dev.coppice.api.access;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.access.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of what everybody did, the newest first.
 *
 * @param nextCursor with which to ask for what was before; null if this is the beginning
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AuditView(List<EntryView> entries, @Nullable String nextCursor) {

    /**
     * Who did what.
     *
     * @param target what it was done to; null if nothing came of it that has a name
     * @param address from where; null if it was done on the data folder itself
     * @param outcome {@code done}, {@code forbidden}, {@code refused} or {@code failed}
     * @param status of the answer; null if there was none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record EntryView(
            long id,
            Instant at,
            String principal,
            String action,
            @Nullable String target,
            @Nullable String address,
            String outcome,
            @Nullable Integer status) {

        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.id(),
                    entry.at(),
                    entry.principal(),
                    entry.action(),
                    entry.target().orElse(null),
                    entry.address().orElse(null),
                    entry.outcome().word(),
                    entry.status().isPresent() ? (Integer) entry.status().getAsInt() : null);
        }
    }

    /** Of one entry more than the page holds, if there are so many. */
    static AuditView of(List<AuditEntry> found, int most) {
        var page = found.stream().limit(most).map(EntryView::of).toList();
        return new AuditView(
                page, found.size() > most ? Long.toString(page.getLast().id()) : null);
    }
}
