package dev.coppice.api.report;

import dev.coppice.access.Needs;
import dev.coppice.access.Right;
import dev.coppice.api.Lookup;
import dev.coppice.report.Reports;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Reports as files: each has an address of its own, whatever a caller says that it accepts; what fetches them in a pipeline rarely does. */
@Path("/api/v1/autonomous/{id}")
@RunOnVirtualThread
@Needs(Right.READ)
public class ReportResource {

    private final Lookup lookup;
    private final Reports reports;

    ReportResource(Lookup lookup, Reports reports) {
        this.lookup = lookup;
        this.reports = reports;
    }

    @GET
    @Path("report.xml")
    public Response junit(String id) {
        return Response.ok(reports.junit(lookup.execution(id)), "application/xml;charset=UTF-8")
                .build();
    }

    @GET
    @Path("report.md")
    public Response markdown(String id) {
        return Response.ok(reports.markdown(lookup.execution(id)), "text/markdown;charset=UTF-8")
                .build();
    }
}
