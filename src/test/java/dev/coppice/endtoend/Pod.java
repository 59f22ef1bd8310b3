package dev.coppice.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.kubernetes.Rendered;
import dev.coppice.kubernetes.Workload;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A pod as a manifest states it, run by bubblewrap in place of a cluster: its variables, arguments, user, volumes, probes and time to stop.
 * Pods share this machine's network, so each gets a port of its own for the one that it names.
 */
final class Pod {

    /** By which a node calls: nobody's name. */
    private static final String ADDRESS_OF_A_POD = "10.244.1.7:8001";

    private final Workload workload;
    private final Map<String, String> secret;
    private final int port;
    private final Process process;
    private final Path messages;

    private Pod(Workload workload, Map<String, String> secret, int port, Process process, Path messages) {
        this.workload = workload;
        this.secret = secret;
        this.port = port;
        this.process = process;
        this.messages = messages;
    }

    /**
     * Starts one of a workload.
     *
     * @param folder where volumes lie: those that claims share, and those of this pod
     * @param elsewhere variables whose rendered values name what is outside of the cluster
     */
    static Pod start(Rendered rendered, String name, Path folder, Map<String, String> elsewhere) throws IOException {
        var workload = rendered.workload(name);
        var secret = new HashMap<String, String>();
        rendered.secret()
                .forEach((key, value) ->
                        secret.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        int port = freePort();
        var variables = new HashMap<>(rendered.settings());
        workload.container().getEnv().forEach(variable -> variables.put(variable.getName(), value(variable, secret)));
        variables.putAll(elsewhere);
        assertThat(variables).containsEntry("QUARKUS_HTTP_PORT", port(workload));
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var line = commandLine(workload, folder, secret, variables);
        var messages = Files.createTempFile(folder, name, ".err");
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        return new Pod(workload, secret, port, process, messages);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String port(Workload workload) {
        return workload.container().getPorts().getFirst().getContainerPort().toString();
    }

    private static String value(EnvVar variable, Map<String, String> secret) {
        return variable.getValueFrom() == null
                ? variable.getValue()
                : secret.get(variable.getValueFrom().getSecretKeyRef().getKey());
    }

    private static List<String> commandLine(
            Workload workload, Path folder, Map<String, String> secret, Map<String, String> variables)
            throws IOException {
        var image = ImageFile.read();
        var security = workload.pod().getSecurityContext();
        var container = container(security, folder, image).with(variables);
        for (var copy : image.copies()) {
            var source = Path.of(copy.getKey()).toAbsolutePath();
            assertThat(source).exists();
            if (Files.isDirectory(source)) {
                var program = ImageProgram.in(folder, source, container(security, folder, image));
                container.readOnly(program, copy.getValue());
            }
        }
        for (var mount : workload.container().getVolumeMounts()) {
            var place = volume(workload, mount.getName(), folder, secret);
            if (Boolean.TRUE.equals(mount.getReadOnly())) {
                container.readOnly(place, mount.getMountPath());
            } else {
                container.writable(place, mount.getMountPath());
            }
        }
        assertThat(image.entryPoint()).startsWith("tini", "--"); // bubblewrap's first process does the same.
        var command =
                new ArrayList<>(image.entryPoint().subList(2, image.entryPoint().size()));
        command.addAll(workload.container().getArgs());
        return container.line(command);
    }

    private static Container container(PodSecurityContext security, Path folder, ImageFile image) throws IOException {
        return new Container(security.getRunAsUser(), security.getRunAsGroup())
                .readOnly(Path.of(System.getProperty("java.home")), "/opt/java/openjdk")
                .readOnly(
                        users(folder, security.getRunAsUser(), image.variables().get("HOME")), "/etc/passwd")
                .with(image.variables());
    }

    /** As the image has made its user. */
    private static Path users(Path folder, long user, String home) throws IOException {
        return Files.writeString(
                folder.resolve("passwd"), "coppice:x:%1$d:%1$d::%2$s:/usr/sbin/nologin%n".formatted(user, home));
    }

    private static Path volume(Workload workload, String name, Path folder, Map<String, String> secret)
            throws IOException {
        var volume = workload.pod().getVolumes().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseGet(Volume::new);
        if (volume.getPersistentVolumeClaim() != null) {
            return Files.createDirectories(
                    folder.resolve(volume.getPersistentVolumeClaim().getClaimName()));
        }
        var own = Files.createDirectories(folder.resolve(workload.name()).resolve(name));
        if (volume.getSecret() != null) {
            for (var entry : secret.entrySet()) {
                Files.writeString(own.resolve(entry.getKey()), entry.getValue());
            }
        }
        return own;
    }

    RequestSpecification call() {
        return given().baseUri("http://127.0.0.1:" + port)
                .contentType("application/json")
                .header("Authorization", "Bearer " + secret.get("api-token"));
    }

    int startup() {
        return ask(workload.container().getStartupProbe());
    }

    int liveness() {
        return ask(workload.container().getLivenessProbe());
    }

    int readiness() {
        return ask(workload.container().getReadinessProbe());
    }

    /** As a node asks: by the pod's address, without a token. 0 if nobody answers. */
    private int ask(Probe probe) {
        try {
            return given().baseUri("http://127.0.0.1:" + port)
                    .header("Host", ADDRESS_OF_A_POD)
                    .get(probe.getHttpGet().getPath())
                    .statusCode();
        } catch (Exception e) { // What it throws is not declared.
            return 0;
        }
    }

    /** For as long as the manifest gives it. */
    void awaitStartup() {
        var probe = workload.container().getStartupProbe();
        Waiting.until(
                () -> {
                    assertThat(process.isAlive()).as(this::messages).isTrue();
                    return startup() == 200;
                },
                Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold()));
    }

    /** What a node sends first. */
    void terminate() {
        java().destroy();
    }

    private ProcessHandle java() {
        return process.descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code; a failure if the node would have had to kill it. */
    int awaitEnd() throws InterruptedException {
        long seconds = workload.pod().getTerminationGracePeriodSeconds();
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as(this::messages)
                .isTrue();
        return process.exitValue();
    }

    void kill() {
        process.destroyForcibly();
    }

    String messages() {
        try {
            return Files.readString(messages);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
