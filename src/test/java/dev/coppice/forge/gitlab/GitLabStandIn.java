package dev.coppice.forge.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.coppice.forge.ForgeServer;
import dev.coppice.forge.ForgeServer.Answer;
import dev.coppice.forge.ForgeServer.Asked;
import dev.coppice.forge.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A GitLab with one project: its API, as far as Coppice calls it, and the project's repository over HTTP. */
public final class GitLabStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "/projects/acme%2Ftools%2Fweather";

    private final Origin origin;
    private final ForgeServer server;
    private final List<ObjectNode> requests = new ArrayList<>();

    /** By name: the status of a job, with {@code ?} at its end if it may fail. */
    public final Map<String, String> jobs = new TreeMap<>();

    public Optional<String> pipeline = Optional.empty();

    public String mergeStatus = "mergeable";

    public GitLabStandIn(int port, Path folder) {
        this.origin = Origin.create(folder.resolve("weather.git"));
        this.server = new ForgeServer(port, "/api/v4", this::answer);
        server.serve("/acme/tools", exchange -> origin.handle(exchange, "/acme/tools"));
    }

    public ForgeServer server() {
        return server;
    }

    public Origin origin() {
        return origin;
    }

    public String remote() {
        return server.address() + "/acme/tools/weather.git";
    }

    public List<ObjectNode> requests() {
        return List.copyOf(requests);
    }

    private Answer answer(Asked asked) {
        if (!asked.path().startsWith(PROJECT)) {
            return Answer.message(404, "404 Project Not Found");
        }
        var rest = asked.path().substring(PROJECT.length());
        if (rest.startsWith("/repository/commits/") && rest.endsWith("/statuses")) {
            return Answer.json(200, statuses());
        }
        if (rest.equals("/merge_requests")) {
            return asked.method().equals("POST") ? open(asked.json()) : Answer.json(200, list(asked.query()));
        }
        var found = requests.stream()
                .filter(request ->
                        rest.split("/", -1)[2].equals(request.path("iid").asText()))
                .findFirst();
        return found.map(request -> one(asked, rest, request)).orElseGet(() -> Answer.message(404, "404 Not found"));
    }

    private JsonNode statuses() {
        var list = JSON.createArrayNode();
        jobs.forEach((name, status) -> list.addObject()
                .put("name", name)
                .put("status", status.replace("?", ""))
                .put("allow_failure", status.endsWith("?")));
        return list;
    }

    private Answer open(JsonNode wanted) {
        var head = wanted.path("source_branch").asText();
        if (requests.stream()
                .anyMatch(each -> each.path("source_branch").asText().equals(head)
                        && each.path("state").asText().equals("opened"))) {
            return Answer.json(
                    409,
                    JSON.createObjectNode()
                            .set("message", JSON.createArrayNode().add("Another open merge request already exists")));
        }
        var request = JSON.createObjectNode();
        request.setAll((ObjectNode) wanted);
        request.put("iid", requests.size() + 3).put("state", "opened");
        requests.add(request);
        return Answer.json(201, fresh(request));
    }

    private JsonNode list(String query) {
        var list = JSON.createArrayNode();
        requests.stream()
                .filter(request -> query.contains("source_branch="
                                + request.path("source_branch").asText().replace("/", "%2F"))
                        && query.contains(
                                "target_branch=" + request.path("target_branch").asText()))
                .map(this::fresh)
                .forEach(list::add);
        return list;
    }

    private ObjectNode fresh(ObjectNode request) {
        boolean isOpen = request.path("state").asText().equals("opened");
        origin.tip(request.path("source_branch").asText())
                .filter(_ -> isOpen)
                .ifPresent(tip -> request.put("sha", tip));
        request.put("draft", request.path("title").asText().startsWith("Draft: "));
        request.put("detailed_merge_status", isOpen ? mergeStatus : "not_open");
        request.putNull("head_pipeline");
        pipeline.ifPresent(
                status -> request.set("head_pipeline", JSON.createObjectNode().put("status", status)));
        return request;
    }

    private Answer one(Asked asked, String rest, ObjectNode request) {
        if (rest.endsWith("/merge")) {
            return merge(asked.json(), request);
        }
        if (asked.method().equals("PUT")) {
            request.setAll((ObjectNode) asked.json());
        }
        return Answer.json(200, fresh(request));
    }

    private Answer merge(JsonNode wanted, ObjectNode request) {
        if (!wanted.path("sha").asText().equals(fresh(request).path("sha").asText())) {
            return Answer.message(409, "SHA does not match HEAD of source branch");
        }
        if (!mergeStatus.equals("mergeable")) {
            return Answer.message(405, "405 Method Not Allowed");
        }
        boolean squashes = wanted.path("squash").asBoolean();
        var _ = origin.merge(
                request.path("target_branch").asText(),
                request.path("sha").asText(),
                squashes ? "squash" : "merge",
                wanted.path(squashes ? "squash_commit_message" : "merge_commit_message")
                        .asText());
        request.put("state", "merged");
        return Answer.json(200, fresh(request));
    }

    @Override
    public void close() {
        server.close();
    }
}
