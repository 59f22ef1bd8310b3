package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The containers of a pod: one fetches the worktree, one runs the command, one pushes what it left. */
record PodContainers(KubernetesConfig config, JobOrder order) {

    /** Their names. */
    static final String CLONE = "clone";

    static final String COMMAND = "command";
    static final String PUSH = "push";

    /** Names of volumes. */
    static final String WORK = "work";

    static final String KEEP = "keep";
    static final String TMP = "tmp";
    static final String OWN = "own-";
    static final String INPUT = "input";
    static final String LOGIN = "login";

    Container cloning() {
        return withGit(CLONE, PodScripts.clone(order.transfer(), order.worktree()));
    }

    Container pushing() {
        return withGit(PUSH, PodScripts.push(order.transfer(), order.worktree()));
    }

    private Container withGit(String name, List<String> words) {
        var mounts = new ArrayList<>(List.of(mount(WORK, order.worktree()), mount(KEEP, PodScripts.KEEP)));
        config.gitSecret().ifPresent(_ -> mounts.add(readable(LOGIN, PodScripts.LOGIN)));
        var variables = List.of(
                variable("GIT_ALLOW_PROTOCOL", order.transfer().scheme()),
                variable("GIT_AUTHOR_NAME", "Coppice"),
                variable("GIT_AUTHOR_EMAIL", "coppice@noreply.invalid"),
                variable("GIT_COMMITTER_NAME", "Coppice"),
                variable("GIT_COMMITTER_EMAIL", "coppice@noreply.invalid"));
        return confined(name, config.gitImage().orElse(order.image()), words)
                .withEnv(variables)
                .withVolumeMounts(mounts)
                // What git complained of, where the script itself said nothing.
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .build();
    }

    Container running() {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(mount(WORK, order.worktree()));
        mounts.add(mount(TMP, "/tmp"));
        for (int i = 0; i < order.own().size(); i++) {
            mounts.add(mount(OWN + i, order.own().get(i).toString()));
        }
        if (!order.input().isEmpty()) {
            mounts.add(readable(INPUT, PodScripts.INPUT));
        }
        var container = confined(
                        COMMAND,
                        order.image(),
                        PodScripts.run(order.setup(), order.command().arguments()))
                .withWorkingDir(order.worktree())
                .withEnv(variables())
                .withVolumeMounts(mounts)
                .withTerminationMessagePolicy("File");
        var secret = config.environmentSecret().filter(_ -> order.returning());
        return secret.isPresent()
                ? container
                        .addNewEnvFrom()
                        .withNewSecretRef(secret.get(), false)
                        .endEnvFrom()
                        .build()
                : container.build();
    }

    /** Git's own guard asks who owns the folder: of a volume that is the cluster. */
    private List<EnvVar> variables() {
        var variables = new ArrayList<>(List.of(
                variable("GIT_CONFIG_COUNT", "1"),
                variable("GIT_CONFIG_KEY_0", "safe.directory"),
                variable("GIT_CONFIG_VALUE_0", "*")));
        for (var name : order.environment().keySet()) {
            variables.add(new EnvVarBuilder()
                    .withName(name)
                    .withNewValueFrom()
                    .withNewSecretKeyRef(name, order.name(), false)
                    .endValueFrom()
                    .build());
        }
        return variables;
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /** A command and not arguments: an image's own entry point would have its say. */
    private ContainerBuilder confined(String name, String image, List<String> words) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withImagePullPolicy(config.pull().word())
                .withCommand(words.stream().map(PodContainers::verbatim).toList())
                .withTerminationMessagePath(PodScripts.REPORT)
                .withResources(resources())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withPrivileged(false)
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
    }

    /** The cluster would read {@code $(NAME)} in a word as a variable; two signs are one that means nothing. */
    private static String verbatim(String word) {
        return word.replace("$", "$$");
    }

    private ResourceRequirements resources() {
        return new ResourceRequirementsBuilder()
                .withRequests(quantities(config.cpuRequest(), config.memoryRequest()))
                .withLimits(quantities(config.cpuLimit(), config.memoryLimit()))
                .build();
    }

    private static Map<String, Quantity> quantities(Optional<String> cpu, Optional<String> memory) {
        var quantities = new TreeMap<String, Quantity>();
        cpu.ifPresent(amount -> quantities.put("cpu", new Quantity(amount)));
        memory.ifPresent(amount -> quantities.put("memory", new Quantity(amount)));
        return quantities;
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    private static VolumeMount readable(String volume, String path) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(true)
                .build();
    }
}
