package dev.coppice.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** As much of KEDA's kinds as is used here. Its fields are all that may be used. */
public final class Keda {

    private static final String VERSION = "keda.sh/v1alpha1";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    record Target(String kind, String name) {}

    record Reference(String name) {}

    record Trigger(String type, Map<String, String> metadata, Reference authenticationRef) {}

    record Policy(String type, int value, int periodSeconds) {}

    record ScaleDown(int stabilizationWindowSeconds, List<Policy> policies) {}

    record Behavior(ScaleDown scaleDown) {}

    record OfAutoscaler(Behavior behavior) {}

    record Advanced(OfAutoscaler horizontalPodAutoscalerConfig) {}

    record ScaledObject(
            Target scaleTargetRef,
            int pollingInterval,
            int minReplicaCount,
            int maxReplicaCount,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Parameter(String parameter, String name, String key) {}

    record TriggerAuthentication(List<Parameter> secretTargetRef) {}

    private Keda() {}

    static boolean isOne(JsonNode document) {
        return document.path("apiVersion").asText().equals(VERSION);
    }

    static ScaledObject scaledObject(Rendered rendered) {
        return MAPPER.convertValue(spec(rendered, "ScaledObject"), ScaledObject.class);
    }

    /** By what the number of workers is found. */
    public static String query() {
        return scaledObject(Rendered.of("production+keda"))
                .triggers()
                .getFirst()
                .metadata()
                .get("query");
    }

    static TriggerAuthentication authentication(Rendered rendered) {
        return MAPPER.convertValue(spec(rendered, "TriggerAuthentication"), TriggerAuthentication.class);
    }

    private static JsonNode spec(Rendered rendered, String kind) {
        var found = rendered.documents().stream()
                .filter(document -> isOne(document)
                        && document.path("kind").asText().equals(kind)
                        && Set.of("apiVersion", "kind", "metadata", "spec").equals(names(document)))
                .toList();
        return found.getFirst().path("spec");
    }

    private static Set<String> names(JsonNode document) {
        return Set.copyOf(document.propertyStream().map(Map.Entry::getKey).toList());
    }
}
