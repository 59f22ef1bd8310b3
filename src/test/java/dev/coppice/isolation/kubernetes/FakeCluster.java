package dev.coppice.isolation.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coppice.kubernetes.StrictReader;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A cluster on this machine. Objects are kept by fabric8's mock of the API; before it stands a server that reads all that is sent strictly, shows
 * logs, and has a node run what Jobs ask for.
 */
public final class FakeCluster implements AutoCloseable {

    static final String NAMESPACE = "agents";

    private static final Pattern LOG = Pattern.compile(".*/pods/([^/]+)/log");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the node makes of a pod. */
    interface Node {
        void run(FakePod pod) throws IOException, InterruptedException;
    }

    private final KubernetesMockServer api = new KubernetesMockServer(
            new Context(JSON), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    private final HttpServer front;
    private final HttpClient http = HttpClient.newHttpClient();
    private final KubernetesClient kubelet;
    private final Path folder;
    private final PodSecrets secrets = new PodSecrets();
    private final Map<String, FakePod> pods = new ConcurrentHashMap<>();
    private final List<JsonNode> sent = new CopyOnWriteArrayList<>();
    private final List<String> objections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Node node = FakePod::run;
    private final Queue<Integer> cuts = new ConcurrentLinkedQueue<>();

    public FakeCluster(Path folder) throws IOException {
        this.folder = folder;
        api.init();
        kubelet = client(api.url("/"));
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setExecutor(Executors.newCachedThreadPool());
        front.createContext("/", this::answer);
        front.start();
    }

    private static KubernetesClient client(String url) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** As Coppice sees it. */
    Cluster cluster() {
        return new Cluster(client("http://127.0.0.1:" + front.getAddress().getPort()), NAMESPACE);
    }

    /** From now on the node does this with pods. */
    void node(Node other) {
        node = other;
    }

    /** The next connections for logs end after so many bytes, wherever that is. */
    void cutLogsAfter(Integer... bytes) {
        cuts.addAll(List.of(bytes));
    }

    /** Nothing was ever sent, and the node is as usual. */
    void forget() {
        pods.values().forEach(FakePod::end);
        pods.clear();
        sent.clear();
        requests.clear();
        cuts.clear();
        node = FakePod::run;
    }

    /** Gives it a Secret that the operator has made. */
    public void secret(String name, Map<String, String> values) {
        secrets.put(name, values);
    }

    /** Writes a kubeconfig that leads here. */
    public Path kubeconfig(Path file) throws IOException {
        return Files.writeString(file, """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: here, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: here, context: {cluster: here, namespace: %s, user: me}}]
                users: [{name: me, user: {token: t}}]
                """.formatted(front.getAddress().getPort(), NAMESPACE));
    }

    PodSecrets secrets() {
        return secrets;
    }

    /** What was made, as it was sent. */
    List<JsonNode> sent(String kind) {
        return sent.stream()
                .filter(object -> kind.equals(object.path("kind").asText()))
                .toList();
    }

    /** What a cluster would have refused of all that was sent. */
    public List<String> objections() {
        return objections;
    }

    List<String> requests() {
        return requests;
    }

    /** Of all Jobs that were made. */
    List<FakePod> pods() {
        return List.copyOf(pods.values());
    }

    public List<String> jobsLeft() {
        return kubelet.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems().stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    /** Makes a Job of somebody else's. */
    void make(String name, Map<String, String> labels) {
        kubelet.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .resource(new JobBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var log = LOG.matcher(exchange.getRequestURI().getPath());
            if (log.matches()) {
                showLog(exchange, log.group(1));
            } else {
                forward(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        var body = exchange.getRequestBody().readAllBytes();
        var method = exchange.getRequestMethod();
        var path = exchange.getRequestURI().getPath();
        if (method.equals("POST")) {
            examine(JSON.readTree(body));
        }
        var request = HttpRequest.newBuilder(URI.create(api.url("/").replaceAll("/$", "") + exchange.getRequestURI()))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() < 300 && method.equals("POST")) {
            take(JSON.readTree(answer.body()));
        }
        if (method.equals("DELETE") && path.contains("/jobs/")) {
            end(path.substring(path.lastIndexOf('/') + 1));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private void examine(JsonNode object) {
        sent.add(object);
        try {
            StrictReader.read(object);
        } catch (IllegalArgumentException e) {
            objections.add(String.valueOf(e.getMessage()));
        }
    }

    private void take(JsonNode made) throws IOException {
        switch (made.path("kind").asText()) {
            case "Job" -> run(Serialization.unmarshal(made.toString(), Job.class));
            case "Secret" -> {
                var secret = Serialization.unmarshal(made.toString(), Secret.class);
                secrets.putEncoded(secret.getMetadata().getName(), secret.getData());
            }
            default -> {}
        }
    }

    private void run(Job job) {
        var name = job.getMetadata().getName();
        var pod = new FakePod(job, kubelet, secrets, folder.resolve(name));
        pods.put(name, pod);
        Thread.ofPlatform().daemon().name("node-" + name).start(() -> {
            try {
                node.run(pod);
            } catch (IOException e) {
                objections.add("the node: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void end(String job) {
        var pod = pods.get(job);
        if (pod != null) {
            pod.end();
        }
    }

    private void showLog(HttpExchange exchange, String name) throws IOException, InterruptedException {
        var question = exchange.getRequestURI().getQuery();
        var pod = pods.values().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        var since = Pattern.compile("sinceTime=([^&]+)").matcher(question);
        var from = since.find() ? Instant.parse(since.group(1)) : Instant.EPOCH;
        var container = Pattern.compile("container=([^&]+)").matcher(question);
        var log = pod.log(container.find() ? container.group(1) : "");
        exchange.sendResponseHeaders(200, 0);
        var body = exchange.getResponseBody();
        int left = Optional.ofNullable(cuts.poll()).orElse(Integer.MAX_VALUE);
        int number = 0;
        for (var line = log.line(number); line.isPresent() && left > 0; line = log.line(++number)) {
            if (!line.get().time().isBefore(from)) {
                var bytes = line.get().whole().getBytes(StandardCharsets.UTF_8);
                body.write(bytes, 0, Math.min(left, bytes.length));
                body.flush();
                left -= bytes.length;
            }
        }
    }

    @Override
    public void close() {
        pods.values().forEach(FakePod::end);
        kubelet.close();
        front.stop(0);
        api.destroy();
        http.close();
    }
}
