package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels and taints of nodes as people write them. */
final class Nodes {

    private Nodes() {}

    /** Of {@code KEY=VALUE} each; without a value the label is there and empty. */
    static Map<String, String> labels(List<String> words) {
        return words.stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part.length == 2 ? part[1] : "", (one, _) -> one));
    }

    /** {@code KEY}, {@code KEY:EFFECT}, {@code KEY=VALUE} or {@code KEY=VALUE:EFFECT}. */
    static Toleration toleration(String words) {
        int colon = words.indexOf(':');
        var taint = colon < 0 ? words : words.substring(0, colon);
        int equals = taint.indexOf('=');
        return new TolerationBuilder()
                .withKey(equals < 0 ? taint : taint.substring(0, equals))
                .withOperator(equals < 0 ? "Exists" : "Equal")
                .withValue(equals < 0 ? null : taint.substring(equals + 1))
                .withEffect(colon < 0 ? null : words.substring(colon + 1))
                .build();
    }
}
