package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One namespace of a cluster, and the few questions that are asked of it. They end in a {@code KubernetesClientException} where it does not answer. */
final class Cluster implements AutoCloseable {

    private static final int FOR_AN_ANSWER_MS = 10_000;
    private static final int MOST_REPEATS = 2;
    private static final String USUAL = "default";

    private final KubernetesClient client;
    private final String namespace;

    Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** The one that kubeconfig, or the pod that this is, leads to. Asks nothing yet. */
    static Cluster configured(KubernetesConfig settings) {
        var found = settings.kubeconfig()
                .map(file -> Config.fromKubeconfig(new File(file)))
                .orElseGet(() -> Config.autoConfigure(null));
        var config = new ConfigBuilder(found)
                .withRequestTimeout(FOR_AN_ANSWER_MS)
                .withConnectionTimeout(FOR_AN_ANSWER_MS)
                .withRequestRetryBackoffLimit(MOST_REPEATS)
                .build();
        var client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        return new Cluster(client, settings.namespace().orElseGet(() -> own(config)));
    }

    private static String own(Config config) {
        var named = config.getNamespace();
        return named == null || named.isBlank() ? USUAL : named;
    }

    String namespace() {
        return namespace;
    }

    Job create(Job job) {
        return client.batch().v1().jobs().inNamespace(namespace).resource(job).create();
    }

    void create(Secret secret) {
        client.secrets().inNamespace(namespace).resource(secret).create();
    }

    /** Its pods and its Secret go with it; that it is not there is as well. */
    void delete(String job) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(job)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }

    /** The names of the Jobs that have these labels. */
    List<String> jobs(Map<String, String> labels) {
        return client.batch().v1().jobs().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    Optional<Job> job(String name) {
        return Optional.ofNullable(
                client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
    }

    /** The first of the Job's pods; there is only one, unless it was taken away. */
    Optional<Pod> pod(String job) {
        return client.pods().inNamespace(namespace).withLabel(JobManifest.JOB, job).list().getItems().stream()
                .findFirst();
    }

    /**
     * What a container prints, as it prints it, each line after its time; ends with the container, or when the connection does.
     *
     * @param since in seconds; lines of that second and later ones come
     */
    InputStream log(String pod, String container, @Nullable String since) throws IOException, InterruptedException {
        var question = "?container=" + container + "&follow=true&timestamps=true"
                + (since == null ? "" : "&sinceTime=" + URLEncoder.encode(since, StandardCharsets.UTF_8));
        var uri = URI.create(client.getMasterUrl().toString().replaceAll("/+$", "") + "/api/v1/namespaces/" + namespace
                + "/pods/" + pod + "/log" + question);
        var http = client.getHttpClient();
        // Headers come with the first line only.
        var request =
                http.newHttpRequestBuilder().uri(uri).timeout(1, TimeUnit.DAYS).build();
        try {
            var answer = http.sendAsync(request, InputStream.class).get();
            if (!answer.isSuccessful()) {
                answer.body().close();
                throw new IOException("no log of " + pod + ": status " + answer.code());
            }
            return answer.body();
        } catch (ExecutionException e) {
            throw new IOException("no log of " + pod + ": " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
