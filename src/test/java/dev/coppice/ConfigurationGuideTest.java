package dev.coppice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration guide lists exactly the settings that there are, with their defaults. */
class ConfigurationGuideTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(coppice\\.[a-z.-]+(?:(?:\"MODEL\"|\"NAME\"|NAME)[a-z.-]+)?)` \\|([^|]*)\\|");

    /** Set by Coppice itself at its start. */
    private static final Set<String> INNER =
            Set.of("coppice.folder.root", "coppice.folder.id", "coppice.api.accepting", "coppice.api.operator-token");

    /** How the guide writes what the settings of a map are told apart by. */
    private static final Map<String, String> KEYS = Map.of(
            "coppice.prices",
            "\"MODEL\"",
            "coppice.webhooks",
            "\"NAME\"",
            "coppice.repositories",
            "NAME",
            "coppice.forges",
            "\"NAME\"");

    @Test
    void everySettingIsListedWithItsDefaultAndNoOther() throws IOException {
        var listed = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("docs/configuration.md")))
                .results()
                .forEach(row -> listed.put(row.group(1), row.group(2).strip()));

        var settings = settings();

        assertThat(listed.keySet()).isEqualTo(settings.keySet());
        settings.forEach((name, value) -> {
            if (!value.isEmpty()) {
                assertThat(listed.get(name)).as(name).isEqualTo("`" + value + "`");
            }
        });
    }

    private static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.coppice").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .forEach(type -> settings.putAll(settings(type)));
        settings.keySet().removeAll(INNER);
        return settings;
    }

    private static Map<String, String> settings(JavaClass type) {
        var prefix = type.getAnnotationOfType(ConfigMapping.class).prefix();
        var settings = new TreeMap<String, String>();
        methods(type).forEach(method -> {
            if (method.getRawReturnType().isEquivalentTo(Map.class)) {
                valuesOf(method)
                        .forEach(value -> settings.put(prefix + "." + KEYS.get(prefix) + "." + name(value), ""));
            } else {
                settings.put(
                        prefix + "." + name(method),
                        method.tryGetAnnotationOfType(WithDefault.class)
                                .map(WithDefault::value)
                                .orElse(""));
            }
        });
        return settings;
    }

    /** The settings of each value of a map, whose keys stand right after the prefix. */
    private static Stream<JavaMethod> valuesOf(JavaMethod map) {
        return map.getReturnType().getAllInvolvedRawTypes().stream()
                .filter(type -> type.getName().startsWith("dev.coppice."))
                .flatMap(ConfigurationGuideTest::methods);
    }

    private static Stream<JavaMethod> methods(JavaClass type) {
        return type.getMethods().stream().filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT));
    }

    private static String name(JavaMethod method) {
        return method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
