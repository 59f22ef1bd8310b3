package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the cluster is told of an order: a Job of one pod, which is tried once, and a Secret with what the command reads. */
record JobManifest(KubernetesConfig config, JobOrder order) {

    /** Marks the pod of a Job, in every version of Kubernetes. */
    static final String JOB = "dev.coppice.job";

    private static final long GRACE_SECONDS = 5;
    private static final int FOR_THE_GROUP = 0440;

    Job job() {
        var labels = new HashMap<>(order.labels());
        labels.put("app.kubernetes.io/name", "coppice-job");
        var ofPod = new HashMap<>(labels);
        ofPod.put(JOB, order.name());
        return new JobBuilder()
                .withNewMetadata()
                .withName(order.name())
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withActiveDeadlineSeconds(seconds(
                        config.startLimit().plus(order.command().timeLimit()).plus(config.pushLimit())))
                .withTtlSecondsAfterFinished((int) seconds(config.keep()))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(ofPod)
                .endMetadata()
                .withSpec(pod())
                .endTemplate()
                .endSpec()
                .build();
    }

    private static long seconds(Duration time) {
        return Math.clamp(time.toSeconds(), 1, Integer.MAX_VALUE);
    }

    private PodSpec pod() {
        var containers = new PodContainers(config, order);
        var spec = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(config.serviceAccount().orElse(null))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withImagePullSecrets(config.pullSecrets().orElse(List.of()).stream()
                        .map(LocalObjectReference::new)
                        .toList())
                .withNodeSelector(Nodes.labels(config.nodeSelector().orElse(List.of())))
                .withTolerations(config.tolerations().orElse(List.of()).stream()
                        .map(Nodes::toleration)
                        .toList())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(config.user())
                .withRunAsGroup(config.user())
                .withFsGroup(config.user())
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withVolumes(volumes());
        // Where something has to come back, the command is not last: a pod's containers come one after another only
        // before the last.
        return order.returning()
                ? spec.withInitContainers(containers.cloning(), containers.running())
                        .withContainers(containers.pushing())
                        .build()
                : spec.withInitContainers(containers.cloning())
                        .withContainers(containers.running())
                        .build();
    }

    private List<Volume> volumes() {
        var volumes = new ArrayList<Volume>();
        volumes.add(empty(PodContainers.WORK));
        volumes.add(empty(PodContainers.KEEP));
        volumes.add(empty(PodContainers.TMP));
        for (int i = 0; i < order.own().size(); i++) {
            volumes.add(empty(PodContainers.OWN + i));
        }
        if (!order.input().isEmpty()) {
            volumes.add(new VolumeBuilder()
                    .withName(PodContainers.INPUT)
                    .withNewSecret()
                    .withSecretName(order.name())
                    .withDefaultMode(FOR_THE_GROUP)
                    .addNewItem()
                    .withKey(PodScripts.INPUT_FILE)
                    .withPath(PodScripts.INPUT_FILE)
                    .endItem()
                    .endSecret()
                    .build());
        }
        config.gitSecret()
                .ifPresent(secret -> volumes.add(new VolumeBuilder()
                        .withName(PodContainers.LOGIN)
                        .withNewSecret()
                        .withSecretName(secret)
                        .withDefaultMode(FOR_THE_GROUP)
                        .endSecret()
                        .build()));
        return volumes;
    }

    private Volume empty(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .withSizeLimit(config.diskLimit().map(Quantity::new).orElse(null))
                .endEmptyDir()
                .build();
    }

    /** Goes with the Job, which is there before it; the pod waits for it. */
    Secret secret(Job made) {
        Map<String, String> data = new HashMap<>();
        order.environment().forEach((name, value) -> data.put(name, encoded(value)));
        if (!order.input().isEmpty()) {
            data.put(PodScripts.INPUT_FILE, encoded(order.input()));
        }
        return new SecretBuilder()
                .withNewMetadata()
                .withName(order.name())
                .withLabels(order.labels())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("batch/v1")
                        .withKind("Job")
                        .withName(order.name())
                        .withUid(made.getMetadata().getUid())
                        .build())
                .endMetadata()
                .withType("Opaque")
                .withImmutable(true)
                .withData(data)
                .build();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the cluster would take the Secret. */
    boolean isTooLarge() {
        long bytes = order.input().getBytes(StandardCharsets.UTF_8).length;
        for (var variable : order.environment().entrySet()) {
            bytes += variable.getKey().length() + variable.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes > JobOrder.MOST_SECRET_BYTES;
    }
}
