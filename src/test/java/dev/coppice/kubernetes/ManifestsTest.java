package dev.coppice.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster would refuse is found without one: fields that there are not, values of a wrong type, and what is missing. */
class ManifestsTest {

    private static final String POD = "/spec/template/spec";

    @ParameterizedTest
    @ValueSource(
            strings = {"base", "demo", "production", "production+keda", "production+prometheus", "production+jobs"})
    void everyObjectIsOfItsKind(String overlay) throws Exception {
        var rendered = Rendered.of(overlay);

        assertThat(rendered.objects()).hasSizeGreaterThan(8);
        assertThat(rendered.objects().stream().map(ManifestsTest::name)).doesNotHaveDuplicates();
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base", "demo", "production", "production+keda", "production+prometheus", "production+jobs"})
    void noObjectLacksAFieldThatItNeeds(String overlay) throws Exception {
        assertThat(RequiredFields.missing(Rendered.of(overlay).documents())).isEmpty();
    }

    @Test
    void kedasObjectsHaveOnlyFieldsThatAreKnown() {
        var rendered = Rendered.of("production+keda");

        var scaled = Keda.scaledObject(rendered);

        assertThat(rendered.workload(scaled.scaleTargetRef().name()).container().getName())
                .isEqualTo("coppice");
        assertThat(Keda.authentication(rendered).secretTargetRef())
                .extracting(Keda.Parameter::name)
                .containsOnly("coppice");
    }

    @Test
    void aFieldThatThereIsNotIsFoundAtAnyDepth() {
        assertRefused("/spec", "replicaz", "replicaz");
        assertRefused(POD, "securityContxt", "securityContxt");
        assertRefused(POD + "/containers/0", "imagePullPolcy", "imagePullPolcy");
        assertRefused(POD + "/containers/0/livenessProbe/httpGet", "pat", "pat");
    }

    private static void assertRefused(String place, String field, String expected) {
        var document = deployment();
        ((ObjectNode) document.at(place)).put(field, "x");

        assertThatThrownBy(() -> StrictReader.read(document)).hasMessageContaining(expected);
    }

    @Test
    void aValueOfAWrongTypeIsFound() {
        var count = deployment();
        ((ObjectNode) count.at("/spec")).put("replicas", "two");
        var variable = deployment();
        ((ObjectNode) variable.at(POD + "/containers/0/env/0")).put("value", 8001);

        assertThatThrownBy(() -> StrictReader.read(count)).hasMessageContaining("two");
        assertThatThrownBy(() -> StrictReader.read(variable)).hasMessageContaining("Integer");
    }

    @Test
    void aFieldThatIsMissingIsFound() throws IOException, InterruptedException {
        var document = deployment();
        ((ObjectNode) document.at("/spec")).remove("selector");

        assertThat(RequiredFields.missing(List.of(document))).contains("selector");
    }

    private static JsonNode deployment() {
        return Rendered.of("base").documents().stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .deepCopy();
    }
}
