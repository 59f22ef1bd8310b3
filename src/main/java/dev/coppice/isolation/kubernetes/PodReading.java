package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod's status says, in the terms of those who wait for it. */
record PodReading(Pod pod) {

    /** What no time mends. */
    private static final List<String> HOPELESS = List.of("InvalidImageName", "ErrImageNeverPull");

    private static final int LONGEST_REASON = 1000;

    /** How far one container is. */
    sealed interface Stage {

        /** It has not begun. */
        record Waiting() implements Stage {}

        record Running() implements Stage {}

        /**
         * It is over.
         *
         * @param said what it has reported, or what the cluster says of it
         */
        record Ended(int code, String reason, String said) implements Stage {}
    }

    String name() {
        return pod.getMetadata().getName();
    }

    String uid() {
        return pod.getMetadata().getUid();
    }

    Stage stage(String container) {
        return status(container).map(PodReading::stage).orElseGet(Stage.Waiting::new);
    }

    private static Stage stage(ContainerStatus status) {
        var state = status.getState();
        if (state != null && state.getTerminated() != null) {
            return ended(state.getTerminated());
        }
        return state != null && state.getRunning() != null ? new Stage.Running() : new Stage.Waiting();
    }

    private static Stage ended(ContainerStateTerminated end) {
        return new Stage.Ended(
                Objects.requireNonNullElse(end.getExitCode(), -1),
                Objects.requireNonNullElse(end.getReason(), ""),
                shortened(Objects.requireNonNullElse(end.getMessage(), "").strip()));
    }

    private Optional<ContainerStatus> status(String container) {
        return statuses().filter(status -> container.equals(status.getName())).findFirst();
    }

    private Stream<ContainerStatus> statuses() {
        var status = pod.getStatus();
        return status == null
                ? Stream.empty()
                : Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream());
    }

    /** Why the cluster has given the pod up, whatever its containers did: it was evicted, or deleted, or its node went. */
    Optional<String> lost() {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of("the cluster took its pod " + name() + " away");
        }
        var status = pod.getStatus();
        return status != null && "Failed".equals(status.getPhase()) && status.getReason() != null
                ? Optional.of(
                        "the cluster ended its pod " + name() + ": " + words(status.getReason(), status.getMessage()))
                : Optional.empty();
    }

    /** What keeps it from beginning, as far as the cluster says. */
    Optional<String> lack() {
        return statuses()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .map(state -> state.getWaiting())
                .filter(waiting -> waiting.getReason() != null && !"PodInitializing".equals(waiting.getReason()))
                .map(waiting -> words(waiting.getReason(), waiting.getMessage()))
                .findFirst()
                .or(this::unscheduled);
    }

    private Optional<String> unscheduled() {
        var status = pod.getStatus();
        return status == null
                ? Optional.empty()
                : status.getConditions().stream()
                        .filter(condition ->
                                "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                        .map(condition -> words(condition.getReason(), condition.getMessage()))
                        .findFirst();
    }

    boolean isHopeless() {
        return lack().filter(words -> HOPELESS.stream().anyMatch(words::startsWith))
                .isPresent();
    }

    private static String words(@Nullable String reason, @Nullable String message) {
        return shortened(Stream.of(reason, message)
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .reduce((one, other) -> one + ": " + other)
                .orElse("the cluster says no more"));
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
