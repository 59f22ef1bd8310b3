package dev.coppice.api.plans;

import dev.coppice.access.Caller;
import dev.coppice.api.Freshness;
import dev.coppice.api.JsonFields;
import dev.coppice.api.PlanBody;
import dev.coppice.api.Problem;
import dev.coppice.api.Repositories;
import dev.coppice.plan.ParsedPlan;
import dev.coppice.plan.reading.PlanParser;
import dev.coppice.repository.NamedRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads the plan of a request, wherever it is, by the rules of a start. */
@ApplicationScoped
class Validation {

    private static final String PATH = "plan_path";
    private static final String TEXT = "plan_text";
    private static final Set<String> FIELDS = Set.of(PATH, TEXT, "plan_name", "repository", "dialect");

    private final Repositories repositories;
    private final Caller caller;
    private final Freshness freshness;

    Validation(Repositories repositories, Caller caller, Freshness freshness) {
        this.freshness = freshness;
        this.repositories = repositories;
        this.caller = caller;
    }

    ParsedPlan parse(byte[] body, HttpHeaders headers, UriInfo uri) {
        var fields = PlanBody.fields(body, headers, uri, FIELDS);
        var path = fields.text(PATH);
        var text = fields.text(TEXT);
        if (path.isPresent() == text.isPresent()) {
            throw Problem.about(PATH, "send either plan_path or plan_text").asException();
        }
        var name = path.or(() -> fields.text("plan_name")).orElse(PlanBody.UNNAMED);
        return PlanParser.parse(
                name,
                text.orElseGet(() -> read(fields, path.orElseThrow())).getBytes(StandardCharsets.UTF_8),
                fields.text("dialect"));
    }

    private String read(JsonFields fields, String path) {
        var repository = repositories.choose(fields.text("repository"), caller.principal());
        freshness.demand(repository);
        var base = repository.named().flatMap(NamedRepository::base).orElse("HEAD");
        return PlanBody.read(repository, base, path);
    }
}
