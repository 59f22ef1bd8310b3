package dev.coppice.isolation.kubernetes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Whether there may be a cluster, as far as that can be told without asking one.
 *
 * @param environment Coppice's own
 * @param token of the pod that Coppice runs in
 * @param kubeconfig that the operator names
 */
record Presence(Map<String, String> environment, Path token, Optional<Path> kubeconfig) {

    private static final Path USUAL_TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    Presence {
        environment = Map.copyOf(environment);
    }

    static Presence here(KubernetesConfig config) {
        return new Presence(System.getenv(), USUAL_TOKEN, config.kubeconfig().map(Path::of));
    }

    /** Why no execution can be meant for a cluster here. The pod that takes it need not be one that may make Jobs. */
    Optional<String> objection() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return Optional.of("the native program has no mode kubernetes; use the one that runs on Java");
        }
        return isInCluster() || hasKubeconfig()
                ? Optional.empty()
                : Optional.of("no cluster is known here: Coppice runs in no pod of one, and neither"
                        + " coppice.kubernetes.kubeconfig nor KUBECONFIG names a file, and there is no ~/.kube/config");
    }

    /** Whether this process may make Jobs itself. */
    boolean mayRun() {
        return objection().isEmpty() && (hasKubeconfig() || Files.isReadable(token));
    }

    private boolean isInCluster() {
        return !environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isBlank();
    }

    private boolean hasKubeconfig() {
        if (kubeconfig.isPresent()) {
            return Files.isReadable(kubeconfig.get());
        }
        var named = environment.getOrDefault("KUBECONFIG", "");
        var usual = environment.getOrDefault("HOME", "/") + "/.kube/config";
        return Arrays.stream((named.isBlank() ? usual : named).split(File.pathSeparator, -1))
                .filter(file -> !file.isBlank())
                .anyMatch(file -> Files.isReadable(Path.of(file)));
    }
}
