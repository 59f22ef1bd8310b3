package dev.coppice.api.access;

import dev.coppice.access.AuditLog;
import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Parameters;
import dev.coppice.api.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What everybody did, for those who may hand out tokens. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Needs(Right.ADMIN)
public class AuditResource {

    private static final int USUAL = 50;
    private static final int MOST = 1000;

    private final AuditLog audit;

    AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    /** A page, the newest first; {@code cursor} is the last page's {@code next_cursor}. */
    @GET
    public AuditView page(@QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        int most = Parameters.number("limit", limit, USUAL, MOST);
        return AuditView.of(audit.before(cursor(cursor), most + 1), most);
    }

    private static OptionalLong cursor(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw Problem.about("cursor", "cursor must be the next_cursor of an earlier answer")
                    .asException();
        }
    }
}
