package dev.coppice.api.openapi;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The written part of the document: a document of its own, whose words are put over what was made of the code. */
final class Words {

    private static final String FILE = "/openapi/words.yaml";

    private final OpenAPI words;

    private Words(OpenAPI words) {
        this.words = words;
    }

    static Words read() {
        return new Words(SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .withCustomStaticFile(() -> Words.class.getResourceAsStream(FILE))
                .build()
                .model());
    }

    void describe(OpenAPI api) {
        api.setInfo(words.getInfo());
        api.setTags(words.getTags());
        api.setSecurity(words.getSecurity());
        api.setServers(null);
        var components = words.getComponents();
        components.getSecuritySchemes().forEach(api.getComponents()::addSecurityScheme);
        components.getParameters().forEach(api.getComponents()::addParameter);
        components.getResponses().forEach(api.getComponents()::addResponse);
        components.getSchemas().forEach((name, schema) -> describe(api.getComponents(), name, schema));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((verb, operation) -> describe(path, verb, operation)));
    }

    /** One that no code has is a request's, and written as a whole. */
    private static void describe(Components made, String name, Schema written) {
        var schema = made.getSchemas().get(name);
        if (schema == null) {
            made.addSchema(name, written);
            return;
        }
        schema.setDescription(written.getDescription());
        schema.setExamples(written.getExamples());
        if (written.getProperties() != null) {
            written.getProperties()
                    .forEach((property, words) -> describe(
                            Objects.requireNonNull(schema.getProperties().get(property), name + " has no " + property),
                            words));
        }
    }

    private static void describe(Schema property, Schema words) {
        property.setDescription(words.getDescription());
        if (words.getEnumeration() != null) {
            property.setEnumeration(words.getEnumeration());
        }
        if (words.getType() != null) {
            property.setType(words.getType());
        }
    }

    private void describe(String path, HttpMethod verb, Operation made) {
        var item = words.getPaths().getPathItem(path);
        var written = item == null ? null : item.getOperations().get(verb);
        made.setSummary(null);
        made.setTags(null);
        if (written != null) {
            new DescribedOperation(made, written).complete(words.getComponents().getParameters());
        }
    }
}
