package dev.coppice.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.forge.ForgeServer;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.ForgeServer.Asked;
import dev.coppice.forge.Origin;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A GitHub Enterprise Server with one project: its API, as far as Coppice calls it, and the project's repository over HTTP. Where GitHub's
 * own description is installed, every request and every answer is held against it; what it objects to is kept.
 */
public final class GitHubStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "/repos/acme/weather";

    private final Origin origin;
    private final ForgeServer server;
    private final Optional<Description> description = Description.installed();
    private final List<String> objections = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    /** By name: the conclusion of a check run, or none of one that runs. */
    public final Map<String, Optional<String>> checkRuns = new TreeMap<>();

    /** By context: the state. */
    public final Map<String, String> statuses = new TreeMap<>();

    /** Instead of what is worked out. */
    public Optional<String> mergeableState = Optional.empty();

    /** A pull request, as far as it matters. */
    public static final class Request {
        public int number;
        public String title = "";
        public String body = "";
        public String head = "";
        public String base = "";
        public String sha = "";
        public boolean draft;
        public String state = "open";
        public boolean merged;
        public String mergeMessage = "";
        public List<String> labels = List.of();
    }

    public GitHubStandIn(int port, Path folder) {
        this.origin = Origin.create(folder.resolve("weather.git"));
        this.server = new ForgeServer(port, "/api/v3", this::checked);
        server.serve("/acme", exchange -> origin.handle(exchange, "/acme"));
    }

    public ForgeServer server() {
        return server;
    }

    public Origin origin() {
        return origin;
    }

    public String remote() {
        return server.address() + "/acme/weather.git";
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** What GitHub's description has against what was said here, by either side. */
    public synchronized List<String> objections() {
        return List.copyOf(objections);
    }

    private synchronized Answer checked(Asked request) {
        description.ifPresent(known -> objections.addAll(known.objections(request)));
        var answer = answer(request);
        description
                .filter(_ -> objections.isEmpty())
                .ifPresent(known -> objections.addAll(known.objections(request, answer)));
        return answer;
    }

    private Answer answer(Asked request) {
        if (!request.header("Authorization").startsWith("Bearer ")) {
            return Answer.message(403, "Must authenticate");
        }
        var path = request.path();
        if (!path.startsWith(PROJECT)) {
            return Answer.message(404, "Not Found");
        }
        var rest = path.substring(PROJECT.length());
        if (rest.isEmpty()) {
            return Answer.json(200, project());
        }
        if (rest.equals("/pulls")) {
            return request.method().equals("POST") ? open(request.json()) : list(request);
        }
        if (rest.startsWith("/commits/")) {
            return Answer.json(
                    200, rest.endsWith("/status") ? combined(rest.split("/", -1)[2]) : runs(rest.split("/", -1)[2]));
        }
        return one(request, rest);
    }

    private ObjectNode example(String name) {
        return description.map(known -> known.example(name)).orElseGet(JSON::createObjectNode)
                        instanceof ObjectNode object
                ? object
                : JSON.createObjectNode();
    }

    private ObjectNode project() {
        var project = example("full-repository-default-response");
        project.put("name", "weather").put("full_name", "acme/weather");
        project.withObjectProperty("owner").put("login", "acme");
        complete(project);
        return project;
    }

    /** The example has not all that its schema wants. */
    private static void complete(ObjectNode project) {
        project.put("language", "Java");
        for (var name : List.of("source", "parent", "template_repository")) {
            if (project.path(name) instanceof ObjectNode other) {
                complete(other);
            }
        }
    }

    private Answer open(JsonNode wanted) {
        var head = wanted.path("head").asText();
        if (origin.tip(head).isEmpty()) {
            return refused("No commits between " + wanted.path("base").asText() + " and " + head);
        }
        if (requests.stream().anyMatch(each -> each.head.equals(head) && each.state.equals("open"))) {
            return refused("A pull request already exists for acme:" + head + ".");
        }
        var request = new Request();
        request.number = requests.size() + 12;
        request.title = wanted.path("title").asText();
        request.body = wanted.path("body").asText();
        request.head = head;
        request.base = wanted.path("base").asText();
        request.draft = wanted.path("draft").asBoolean();
        requests.add(request);
        return request.body.length() > 65_536
                ? refused("body is too long (maximum is 65536 characters)")
                : Answer.json(201, full(request));
    }

    private static Answer refused(String why) {
        var body = JSON.createObjectNode()
                .put("message", "Validation Failed")
                .put("documentation_url", "https://docs.github.com/rest");
        body.withArrayProperty("errors")
                .addObject()
                .put("resource", "PullRequest")
                .put("code", "custom")
                .put("message", why);
        return Answer.json(422, body);
    }

    private Answer list(Asked asked) {
        var list = JSON.createArrayNode();
        requests.stream()
                .filter(request -> decoded(asked).contains("head=acme:" + request.head)
                        && decoded(asked).contains("base=" + request.base))
                .map(request -> common(request, simple()))
                .forEach(list::add);
        return Answer.json(200, list);
    }

    private static String decoded(Asked asked) {
        return URLDecoder.decode(asked.query(), StandardCharsets.UTF_8);
    }

    private ObjectNode simple() {
        return description
                .map(known ->
                        (ObjectNode) known.example("pull-request-simple-items").get(0))
                .orElseGet(JSON::createObjectNode);
    }

    private ObjectNode common(Request request, ObjectNode node) {
        request.sha = request.merged ? request.sha : origin.tip(request.head).orElse(request.sha);
        node.putArray("requested_teams"); // The example has not all that its schema wants.
        node.put("number", request.number).put("title", request.title).put("body", request.body);
        node.put("state", request.state).put("draft", request.draft);
        node.put("merged_at", request.merged ? "2026-01-26T19:01:12Z" : null);
        node.withObjectProperty("head").put("ref", request.head).put("sha", request.sha);
        node.withObjectProperty("base").put("ref", request.base);
        return node;
    }

    private ObjectNode full(Request request) {
        var node = common(request, example("pull-request"));
        var state = state(request);
        node.put("merged", request.merged).put("mergeable_state", state);
        node.put("mergeable", state.equals("unknown") ? (@Nullable Boolean) null : (Boolean) !state.equals("dirty"));
        return node;
    }

    private String state(Request request) {
        return mergeableState.orElseGet(() -> request.draft
                ? "draft"
                : origin.conflicts(request.base, request.sha) ? "dirty" : checkRuns.isEmpty() ? "clean" : "unstable");
    }

    private JsonNode combined(String sha) {
        var node = example("combined-commit-status");
        node.put("sha", sha);
        var list = JSON.createArrayNode();
        statuses.forEach((context, state) -> {
            var one = node.path("statuses").path(0) instanceof ObjectNode example
                    ? example.deepCopy()
                    : JSON.createObjectNode();
            list.add(one.put("context", context).put("state", state));
        });
        node.set("statuses", list);
        return node.put("total_count", statuses.size());
    }

    private JsonNode runs(String sha) {
        var node = example("check-run-paginated");
        var list = JSON.createArrayNode();
        checkRuns.forEach((name, conclusion) -> {
            var one = node.path("check_runs").path(0) instanceof ObjectNode example
                    ? example.deepCopy()
                    : JSON.createObjectNode();
            one.put("name", name).put("head_sha", sha);
            one.put("status", conclusion.isPresent() ? "completed" : "in_progress");
            list.add(one.put("conclusion", conclusion.orElse(null)));
        });
        node.set("check_runs", list);
        return node.put("total_count", checkRuns.size());
    }

    private Answer one(Asked asked, String rest) {
        var part = rest.split("/", -1);
        var found = requests.stream()
                .filter(each -> part.length > 2 && part[2].equals(Integer.toString(each.number)))
                .findFirst();
        if (found.isEmpty()) {
            return Answer.message(404, "Not Found");
        }
        var request = found.get();
        if (rest.endsWith("/labels")) {
            return labelled(request, asked.json().path("labels"));
        }
        if (rest.endsWith("/merge")) {
            return merge(request, asked.json());
        }
        if (asked.method().equals("PATCH")) {
            request.title = asked.json().path("title").asText(request.title);
            request.body = asked.json().path("body").asText(request.body);
        }
        return Answer.json(200, full(request));
    }

    private Answer labelled(Request request, JsonNode labels) {
        request.labels = labels.valueStream().map(JsonNode::asText).toList();
        ArrayNode list = JSON.createArrayNode();
        request.labels.forEach(label -> {
            var one = description
                    .map(known -> (ObjectNode) known.example("label-items").get(0))
                    .orElseGet(JSON::createObjectNode);
            list.add(one.put("name", label));
        });
        return Answer.json(200, list);
    }

    private Answer merge(Request request, JsonNode wanted) {
        common(request, JSON.createObjectNode());
        if (!wanted.path("sha").asText().equals(request.sha)) {
            return Answer.message(409, "Head branch was modified. Review and try the merge again.");
        }
        if (!List.of("clean", "unstable", "has_hooks").contains(state(request))) {
            return Answer.message(405, "Pull Request is not mergeable");
        }
        request.mergeMessage = wanted.path("commit_message").asText();
        var merged = origin.merge(
                request.base, request.sha, wanted.path("merge_method").asText(), request.mergeMessage);
        request.merged = true;
        request.state = "closed";
        return Answer.json(
                200,
                JSON.createObjectNode()
                        .put("sha", merged)
                        .put("merged", true)
                        .put("message", "Pull Request successfully merged"));
    }

    @Override
    public void close() {
        server.close();
    }
}
