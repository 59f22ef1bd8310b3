package dev.coppice.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that makes pods of one kind.
 *
 * @param claimed the names of volumes that each pod has for itself
 */
public record Workload(String name, LabelSelector selector, PodTemplateSpec template, List<String> claimed) {

    static Workload of(Deployment deployment) {
        var spec = deployment.getSpec();
        return new Workload(deployment.getMetadata().getName(), spec.getSelector(), spec.getTemplate(), List.of());
    }

    static Workload of(StatefulSet set) {
        var spec = set.getSpec();
        return new Workload(
                set.getMetadata().getName(),
                spec.getSelector(),
                spec.getTemplate(),
                spec.getVolumeClaimTemplates().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .toList());
    }

    public PodSpec pod() {
        return template.getSpec();
    }

    public Container container() {
        return pod().getContainers().getFirst();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    boolean isCoppice() {
        return "coppice".equals(labels().get("app.kubernetes.io/name"));
    }

    boolean isSelectedBy(Map<String, String> wanted) {
        return labels().entrySet().containsAll(wanted.entrySet());
    }

    boolean isSelectedBy(LabelSelector wanted) {
        return isSelectedBy(Optional.ofNullable(wanted.getMatchLabels()).orElse(Map.of()));
    }

    /** What is said of a variable here; empty if it comes from elsewhere. */
    Optional<String> value(String variable) {
        return container().getEnv().stream()
                .filter(entry -> entry.getName().equals(variable))
                .map(EnvVar::getValue)
                .findFirst();
    }

    /** The names of the variables that are said here. */
    Stream<String> variables() {
        return container().getEnv().stream().map(EnvVar::getName);
    }
}
