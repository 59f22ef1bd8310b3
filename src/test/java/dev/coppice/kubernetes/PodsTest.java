package dev.coppice.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each pod is given is what Coppice knows, what its image has, and no more than it needs. */
class PodsTest {

    private static final String PORT = "http";

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production", "production+keda", "production+jobs"})
    void everyVariableIsASettingThatThereIs(String overlay) throws IOException {
        var rendered = Rendered.of(overlay);
        var settings = Settings.documented();

        var variables = new TreeSet<>(rendered.settings().keySet());
        rendered.coppice().forEach(workload -> workload.variables().forEach(variables::add));

        assertThat(variables)
                .hasSizeGreaterThan(10)
                .allSatisfy(variable ->
                        assertThat(settings.know(variable)).as(variable).isTrue());
        assertThat(settings.know("COPPICE_SERVE_ROLL")).isFalse();
        assertThat(settings.know("QUARKUS_HTTP_PROT")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void thePortIsTheOneThatTheApplicationListensOn(String overlay) throws IOException {
        var rendered = Rendered.of(overlay);
        var port = Integer.valueOf(rendered.settings().get("QUARKUS_HTTP_PORT"));

        assertThat(Files.readString(Path.of("Containerfile"))).contains("\nEXPOSE " + port + "\n");
        assertThat(rendered.coppice()).hasSize(2).allSatisfy(workload -> {
            assertThat(workload.container().getPorts())
                    .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                    .containsExactly(tuple(PORT, port));
            assertThat(probes(workload.container()))
                    .allSatisfy(probe ->
                            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(PORT));
        });
    }

    private static List<Probe> probes(Container container) {
        return List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyPodIsRestricted(String overlay) {
        assertThat(Rendered.of(overlay).workloads()).isNotEmpty().allSatisfy(workload -> {
            var pod = workload.pod();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getEnableServiceLinks()).isFalse();
            assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getContainers()).hasSize(1).allSatisfy(PodsTest::assertRestricted);
        });
    }

    private static void assertRestricted(Container container) {
        var context = container.getSecurityContext();
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(context.getCapabilities().getAdd()).isEmpty();
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyImageIsPinnedByATag(String overlay) {
        assertThat(Rendered.of(overlay).workloads())
                .extracting(workload -> workload.container().getImage())
                .allSatisfy(image -> assertThat(image).matches("[a-z0-9./-]+:[0-9][A-Za-z0-9._-]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void thePodRunsAsTheUserOfItsImage(String overlay) throws IOException {
        var image = Files.readString(Path.of("Containerfile"));

        assertThat(Rendered.of(overlay).coppice()).allSatisfy(workload -> {
            var context = workload.pod().getSecurityContext();
            assertThat(image).contains("\nUSER " + context.getRunAsUser() + ":" + context.getRunAsGroup() + "\n");
            assertThat(context.getFsGroup()).isEqualTo(context.getRunAsGroup());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void noSecretIsInAConfigMap(String overlay) {
        assertThat(Rendered.of(overlay).settings()).allSatisfy((name, value) -> {
            assertThat(name).doesNotMatch(".*(TOKEN|PASSWORD|SECRET|KEY)S?");
            assertThat(value).doesNotMatch(".*://[^/]*:[^/]*@.*").doesNotContain("password=");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyVolumeAndEverySecretThatIsUsedIsThere(String overlay) {
        var known = Rendered.of("demo").all(Secret.class).getFirst().getData().keySet();

        assertThat(Rendered.of(overlay).workloads()).allSatisfy(workload -> {
            var volumes = new TreeSet<>(workload.claimed());
            workload.pod().getVolumes().forEach(volume -> volumes.add(volume.getName()));
            var mounts = workload.container().getVolumeMounts();
            assertThat(mounts).extracting(VolumeMount::getName).containsExactlyInAnyOrderElementsOf(volumes);
            assertThat(secretKeys(workload)).isSubsetOf(known);
        });
    }

    private static Stream<String> secretKeys(Workload workload) {
        return workload.container().getEnv().stream()
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .map(source -> source.getSecretKeyRef().getKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void whatIsWrittenLiesOnAVolumeAndWhatIsReadAmongTheSecrets(String overlay) {
        var rendered = Rendered.of(overlay);
        assertThat(rendered.coppice()).allSatisfy(workload -> {
            var mounts = new TreeMap<String, String>();
            workload.container().getVolumeMounts().forEach(mount -> mounts.put(mount.getMountPath(), mount.getName()));
            assertThat(volume(mounts, rendered.settings().get("COPPICE_HOME"))).isEqualTo("home");
            assertThat(volume(mounts, rendered.settings().get("COPPICE_CLONE_FOLDER")))
                    .isEqualTo("repositories");
            assertThat(rendered.settings().get("COPPICE_QUEUE_SHARED_REPOSITORIES"))
                    .isEqualTo(rendered.settings().get("COPPICE_CLONE_FOLDER"));
            assertThat(rendered.settings())
                    .allSatisfy((name, value) -> assertThat(!name.endsWith("_FILE")
                                    || volume(mounts, value).equals("secrets"))
                            .as(name)
                            .isTrue());
            assertThat(mounts.get("/tmp")).isEqualTo("tmp");
        });
    }

    /** The volume that a path lies on; "" if on none. */
    private static String volume(Map<String, String> mounts, String path) {
        return mounts.entrySet().stream()
                .filter(mount -> path.startsWith(mount.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void oneTakesPlansAndTheOtherWorks(String overlay) {
        assertThat(Rendered.of(overlay).coppice())
                .extracting(workload -> workload.value("COPPICE_SERVE_ROLE").orElse("all"))
                .containsExactlyInAnyOrderElementsOf(Set.of("api", "worker"));
    }
}
