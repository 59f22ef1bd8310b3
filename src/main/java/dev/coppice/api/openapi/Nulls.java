package dev.coppice.api.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/** Tells of the records that answers are written from which fields may be null; every field is there. */
final class Nulls {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName NAMING = DotName.createSimple(JsonNaming.class);
    private static final String OURS = "dev.coppice.";
    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private final Map<String, List<ClassInfo>> records;

    Nulls(IndexView index) {
        this.records = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
                .collect(Collectors.groupingBy(ClassInfo::simpleName));
    }

    void tell(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> recordOf(name, schema).ifPresent(type -> tell(schema, type)));
    }

    /** Several rooms may have a record of the same name; the fields say which one it is. */
    private Optional<ClassInfo> recordOf(String name, Schema schema) {
        return schema.getProperties() == null
                ? Optional.empty()
                : records.getOrDefault(name, List.of()).stream()
                        .filter(type -> names(type)
                                .equals(List.copyOf(schema.getProperties().keySet())))
                        .findFirst();
    }

    private static List<String> names(ClassInfo type) {
        return type.recordComponentsInDeclarationOrder().stream()
                .map(component -> name(type, component))
                .toList();
    }

    private static String name(ClassInfo type, RecordComponentInfo component) {
        return type.hasDeclaredAnnotation(NAMING) ? SNAKE_CASE.translate(component.name()) : component.name();
    }

    private static void tell(Schema schema, ClassInfo type) {
        schema.setRequired(names(type));
        type.recordComponentsInDeclarationOrder().stream()
                .filter(component -> component.type().hasAnnotation(NULLABLE))
                .map(component -> name(type, component))
                .forEach(name -> schema.addProperty(
                        name,
                        orNull(Objects.requireNonNull(schema.getProperties().get(name)))));
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .anyOf(List.of(
                            OASFactory.createSchema().ref(schema.getRef()),
                            OASFactory.createSchema().type(List.of(SchemaType.NULL))));
        }
        if (schema.getType() != null) {
            var types = new ArrayList<>(schema.getType());
            types.add(SchemaType.NULL);
            schema.setType(types);
        }
        return schema;
    }
}
