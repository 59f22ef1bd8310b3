package dev.coppice.isolation.kubernetes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What tasks of mode {@code kubernetes} run in, and how little they get. Which cluster it is, kubeconfig or the pod itself says. */
@ConfigMapping(prefix = "coppice.kubernetes")
interface KubernetesConfig {

    /** The file that says which cluster it is, and as whom it is asked; empty: {@code KUBECONFIG}, or the pod that Coppice runs in. */
    Optional<String> kubeconfig();

    /** Where the Jobs are made; empty: where Coppice itself runs, or as the kubeconfig says. */
    Optional<String> namespace();

    /** The image of executions that name none, by a name that the cluster's nodes can fetch. */
    Optional<String> image();

    /** The image by whose git the worktree is fetched and pushed; empty: the task's own. */
    Optional<String> gitImage();

    /** When nodes fetch an image. */
    @WithDefault("IfNotPresent")
    PullPolicy pull();

    /** Secrets by which nodes log in where images are. */
    Optional<List<String>> pullSecrets();

    /** As whom pods run; they get no token of it. */
    Optional<String> serviceAccount();

    /** The user that everything in a pod is, and the group of its files. */
    @WithDefault("10001")
    long user();

    /** A Secret by which pods fetch and push: {@code username} and {@code password}, or {@code ssh-privatekey} and {@code known_hosts}. */
    Optional<String> gitSecret();

    /** A Secret whose keys are variables of agents, such as {@code ANTHROPIC_API_KEY}; checks do not get it. */
    Optional<String> environmentSecret();

    /** Variables of Coppice's own environment that get in. */
    Optional<List<String>> environment();

    /** The processor that each container asks for, in the cluster's own notation, such as {@code 500m}; what is not said is the cluster's to say. */
    Optional<String> cpuRequest();

    Optional<String> cpuLimit();

    /** Likewise memory, such as {@code 2Gi}. */
    Optional<String> memoryRequest();

    Optional<String> memoryLimit();

    /** Of each of a pod's folders. */
    Optional<String> diskLimit();

    /** Labels that a node must have: {@code KEY=VALUE}. */
    Optional<List<String>> nodeSelector();

    /** Taints of nodes that do not matter: {@code KEY}, {@code KEY:EFFECT}, {@code KEY=VALUE} or {@code KEY=VALUE:EFFECT}. */
    Optional<List<String>> tolerations();

    /** How long it may take until a command runs: to find a node, to fetch images and the worktree. */
    @WithDefault("10m")
    Duration startLimit();

    /** How long what a command left may take on its way back. */
    @WithDefault("10m")
    Duration pushLimit();

    /** When the cluster takes a Job away by itself that nobody has taken away. */
    @WithDefault("10m")
    Duration keep();

    /** As the cluster spells it. */
    enum PullPolicy {
        ALWAYS("Always"),
        IF_NOT_PRESENT("IfNotPresent"),
        NEVER("Never");

        private final String word;

        PullPolicy(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
