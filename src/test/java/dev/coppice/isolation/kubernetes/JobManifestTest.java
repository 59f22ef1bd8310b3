package dev.coppice.isolation.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coppice.kubernetes.Rendered;
import dev.coppice.kubernetes.StrictReader;
import dev.coppice.process.Command;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a Job says of its pod: where it may run, as whom, for how long, and with how much. */
class JobManifestTest {

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("service-account", "coppice-job"),
            Map.entry("git-image", "registry.example.org/git:1"),
            Map.entry("pull", "Always"),
            Map.entry("pull-secrets", "registry-login"),
            Map.entry("user", "4711"),
            Map.entry("git-secret", "git-login"),
            Map.entry("environment-secret", "agent-keys"),
            Map.entry("cpu-request", "500m"),
            Map.entry("memory-request", "1Gi"),
            Map.entry("memory-limit", "2Gi"),
            Map.entry("disk-limit", "5Gi"),
            Map.entry("node-selector", "example.org/pool=agents"),
            Map.entry("tolerations", "agents=yes:NoSchedule,spot"),
            Map.entry("start-limit", "1m"),
            Map.entry("push-limit", "2m"),
            Map.entry("keep", "3m"));

    private static JsonNode job(Map<String, String> settings, boolean returning) throws Exception {
        var command = new Command(
                List.of("sh", "-c", "echo $$ $(HOME)"),
                Path.of("/data/worktrees/1"),
                Map.of("TOKEN", "secret", "no name", "x"),
                "prompt",
                Duration.ofMinutes(30));
        var transfer = new Transfer(
                "https://git.example.org/app.git",
                "https",
                new BranchName("refs/heads/coppice/exec_0123456789ab/attempt/1/1"),
                new CommitId("a".repeat(40)));
        var order = new JobOrder(
                "coppice-x",
                Map.of("dev.coppice.task", "1"),
                "agents:1",
                command,
                "prompt",
                List.of("npm ci"),
                List.of(Path.of("/data/tmp/0")),
                transfer,
                returning);
        var job = new JobManifest(TestKubernetesConfig.of(settings), order).job();
        var json = JsonMapper.builder().build().readTree(Serialization.asJson(job));
        StrictReader.read(json);
        return json;
    }

    private static List<String> texts(JsonNode job, String place) {
        return job.at(place).findValuesAsText("name");
    }

    @Test
    void everySettingIsInIt() throws Exception {
        var job = job(SETTINGS, true);
        var pod = job.at("/spec/template/spec");

        assertThat(job.at("/spec/backoffLimit").asInt(-1)).isZero();
        assertThat(job.at("/spec/activeDeadlineSeconds").asInt()).isEqualTo(33 * 60);
        assertThat(job.at("/spec/ttlSecondsAfterFinished").asInt()).isEqualTo(180);
        assertThat(pod.at("/restartPolicy").asText()).isEqualTo("Never");
        assertThat(pod.at("/serviceAccountName").asText()).isEqualTo("coppice-job");
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("registry-login");
        assertThat(pod.at("/nodeSelector/example.org~1pool").asText()).isEqualTo("agents");
        assertThat(pod.at("/tolerations").toString())
                .isEqualTo("[{\"effect\":\"NoSchedule\",\"key\":\"agents\",\"operator\":\"Equal\",\"value\":\"yes\"},"
                        + "{\"key\":\"spot\",\"operator\":\"Exists\"}]");
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(4711);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.at("/volumes/0/emptyDir/sizeLimit").asText()).isEqualTo("5Gi");
    }

    @Test
    void everyContainerIsRestrictedAndHasItsShare() throws Exception {
        for (boolean returning : List.of(true, false)) {
            var pod = job(SETTINGS, returning).at("/spec/template/spec");
            var containers = List.of(pod.at("/initContainers"), pod.at("/containers"));
            assertThat(containers)
                    .allSatisfy(some -> assertThat(some).isNotEmpty().allSatisfy(container -> {
                        assertThat(container
                                        .at("/securityContext/readOnlyRootFilesystem")
                                        .asBoolean())
                                .isTrue();
                        assertThat(container
                                        .at("/securityContext/allowPrivilegeEscalation")
                                        .asBoolean(true))
                                .isFalse();
                        assertThat(container.at("/securityContext/capabilities").toString())
                                .isEqualTo("{\"drop\":[\"ALL\"]}");
                        assertThat(container.at("/imagePullPolicy").asText()).isEqualTo("Always");
                        assertThat(container.at("/resources/requests").toString())
                                .isEqualTo("{\"cpu\":\"500m\",\"memory\":\"1Gi\"}");
                        assertThat(container.at("/resources/limits").toString()).isEqualTo("{\"memory\":\"2Gi\"}");
                    }));
        }
    }

    @Test
    void theCommandSeesNeitherTheLoginNorTheRepositoryThatIsPushedFrom() throws Exception {
        var command = job(SETTINGS, true).at("/spec/template/spec/initContainers/1");

        assertThat(command.at("/name").asText()).isEqualTo("command");
        assertThat(command.at("/image").asText()).isEqualTo("agents:1");
        assertThat(texts(command, "/volumeMounts")).containsExactlyInAnyOrder("work", "tmp", "own-0", "input");
        assertThat(texts(command, "/env")).contains("TOKEN").doesNotContain("no name");
        assertThat(command.at("/envFrom/0/secretRef/name").asText()).isEqualTo("agent-keys");
        assertThat(command.at("/command/6").asText()).isEqualTo("sh");
        assertThat(command.at("/command/8").asText()).isEqualTo("echo $$$$ $$(HOME)");
    }

    @Test
    void aCheckHasNoKeyOfTheAgentsAndNothingIsPushed() throws Exception {
        var pod = job(SETTINGS, false).at("/spec/template/spec");

        assertThat(pod.at("/containers/0/name").asText()).isEqualTo("command");
        assertThat(pod.at("/containers/0/envFrom").isEmpty()).isTrue();
        assertThat(texts(pod, "/initContainers/0/volumeMounts")).contains("login");
        assertThat(pod.at("/containers")).hasSize(1);
    }

    @Test
    void withoutSettingsLittleIsSaid() throws Exception {
        var pod = job(Map.of(), true).at("/spec/template/spec");

        assertThat(pod.has("serviceAccountName")).isFalse();
        assertThat(pod.at("/containers/0/image").asText()).isEqualTo("agents:1");
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(texts(pod, "/volumes")).containsExactly("work", "keep", "tmp", "own-0", "input");
    }

    @Test
    void theRoleAndTheNetworksPolicyAreOfTheseJobs() throws Exception {
        var rendered = Rendered.of("production+jobs");

        var role = rendered.one(Role.class, "coppice-jobs");
        assertThat(role.getRules())
                .extracting(rule -> rule.getResources() + " " + rule.getVerbs())
                .containsExactly(
                        "[jobs] [create, get, list, delete]",
                        "[pods] [list]",
                        "[pods/log] [get]",
                        "[secrets] [create]");
        var policy = rendered.one(NetworkPolicy.class, "coppice-job");
        assertThat(job(SETTINGS, true)
                        .at("/spec/template/metadata/labels/app.kubernetes.io~1name")
                        .asText())
                .isEqualTo(policy.getSpec().getPodSelector().getMatchLabels().get("app.kubernetes.io/name"));
        var worker = rendered.workload("coppice-worker").pod();
        assertThat(worker.getServiceAccountName()).isEqualTo("coppice-worker");
        assertThat(worker.getAutomountServiceAccountToken()).isTrue();
        assertThat(rendered.workload("coppice-api").pod().getAutomountServiceAccountToken())
                .isFalse();
    }
}
