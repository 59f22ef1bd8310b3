package dev.coppice.api.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.IndexView;

/** Completes the document that is made of the routes' code. One that is built of the same code is the same to the letter. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class DescribedApi implements OASFilter {

    private final IndexView index;

    /** Knows the application's classes. */
    public DescribedApi(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths()
                != null) { // A packaged application serves the document that is committed, and has none made.
            complete(api);
        }
    }

    private void complete(OpenAPI api) {
        new Nulls(index).tell(api.getComponents().getSchemas());
        Words.read().describe(api);
        new CommonAnswers(index).add(api);
        var components = api.getComponents();
        components.setSchemas(sorted(components.getSchemas()));
        components.setResponses(sorted(components.getResponses()));
        api.getPaths().setPathItems(sorted(api.getPaths().getPathItems()));
    }

    private static <T> Map<String, T> sorted(Map<String, T> named) {
        var sorted = new LinkedHashMap<String, T>();
        named.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
