package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The one pod of a Job, run as a node runs it: volumes, then one container after another, each state told to the API. */
final class FakePod {

    private final Job job;
    private final KubernetesClient client;
    private final PodSecrets secrets;
    private final Path folder;
    private final Map<String, ContainerStatus> statuses = new LinkedHashMap<>();
    private final Map<String, ContainerLog> logs = new ConcurrentHashMap<>();
    private volatile Process process;
    private volatile boolean isEnded;

    FakePod(Job job, KubernetesClient client, PodSecrets secrets, Path folder) {
        this.job = job;
        this.client = client;
        this.secrets = secrets;
        this.folder = folder;
        containers().forEach(container -> logs.put(container.getName(), new ContainerLog()));
    }

    String name() {
        return job.getMetadata().getName() + "-abcde";
    }

    ContainerLog log(String container) {
        return logs.get(container);
    }

    private Stream<Container> containers() {
        var spec = job.getSpec().getTemplate().getSpec();
        return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream());
    }

    /** Runs it to its end, unless something {@link #end}s it. */
    void run() throws IOException, InterruptedException {
        secrets.await(job.getMetadata().getName());
        var volumes = new HashMap<String, Path>();
        for (var volume : job.getSpec().getTemplate().getSpec().getVolumes()) {
            volumes.put(volume.getName(), folder(volume));
        }
        for (var container : containers().toList()) {
            tell(
                    container,
                    new ContainerStateBuilder().withNewRunning().endRunning().build(),
                    "Running");
            var end = end(container, volumes);
            boolean isFailed = end.getTerminated().getExitCode() != 0;
            tell(container, end, isFailed ? "Failed" : "Running");
            if (isFailed || isEnded) {
                return;
            }
        }
        update(status("Succeeded").build());
    }

    private Path folder(Volume volume) throws IOException {
        var place = Files.createDirectories(folder.resolve("volumes").resolve(volume.getName()));
        if (volume.getSecret() != null) {
            for (var file : secrets.of(volume.getSecret().getSecretName()).entrySet()) {
                Files.writeString(place.resolve(file.getKey()), file.getValue());
            }
        }
        return place;
    }

    private ContainerState end(Container container, Map<String, Path> volumes)
            throws IOException, InterruptedException {
        var report = Files.writeString(folder.resolve("report-" + container.getName()), "");
        var user = job.getSpec().getTemplate().getSpec().getSecurityContext().getRunAsUser();
        var walls = new ContainerWalls(container, volumes, secrets.environment(container), report, user);
        process = new ProcessBuilder(walls.words()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        if (isEnded) {
            process.destroyForcibly();
        }
        var log = logs.get(container.getName());
        try (var output = process.getInputStream()) {
            log.take(output);
        } catch (IOException e) {
            // It was ended.
        }
        int code = process.waitFor();
        log.close();
        var said = Files.readString(report, StandardCharsets.UTF_8);
        boolean asksLog = "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy()) && code != 0;
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(code == 0 ? "Completed" : "Error")
                .withMessage(said.isEmpty() && asksLog ? log.tail() : said)
                .endTerminated()
                .build();
    }

    private void tell(Container container, ContainerState state, String phase) {
        statuses.put(
                container.getName(),
                new ContainerStatusBuilder()
                        .withName(container.getName())
                        .withState(state)
                        .build());
        if (!isEnded) {
            update(status(phase).build());
        }
    }

    PodStatusBuilder status(String phase) {
        var init = job.getSpec().getTemplate().getSpec().getInitContainers().stream()
                .map(Container::getName)
                .toList();
        return new PodStatusBuilder()
                .withPhase(phase)
                .withInitContainerStatuses(statuses.values().stream()
                        .filter(status -> init.contains(status.getName()))
                        .toList())
                .withContainerStatuses(statuses.values().stream()
                        .filter(status -> !init.contains(status.getName()))
                        .toList());
    }

    /** Makes the pod if it is not there, and says how it is. */
    void update(PodStatus status) {
        var namespace = job.getMetadata().getNamespace();
        var found = client.pods().inNamespace(namespace).withName(name()).get();
        if (found == null) {
            client.pods().inNamespace(namespace).resource(pod(status)).create();
        } else {
            found.setStatus(status);
            client.pods().inNamespace(namespace).resource(found).update();
        }
    }

    private Pod pod(PodStatus status) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name())
                .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
                .endMetadata()
                .withSpec(job.getSpec().getTemplate().getSpec())
                .withStatus(status)
                .build();
    }

    /** Kills what runs, and takes the pod away. */
    void end() {
        isEnded = true;
        if (process != null) {
            process.destroyForcibly();
        }
        closeLogs();
        client.pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withName(name())
                .delete();
    }

    void closeLogs() {
        logs.values().forEach(ContainerLog::close);
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    List<String> started() {
        return List.copyOf(statuses.keySet());
    }
}
