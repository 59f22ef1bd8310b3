package dev.coppice.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shell steps of an example of {@code docs/ci}.
 *
 * @param begin what starts a service; "" if the example uses one that runs elsewhere
 * @param run what submits a plan and waits for its end
 * @param cancel what follows the cancellation of the job
 */
record CiExample(String begin, String run, String cancel) {

    private static final Path FOLDER = Path.of("docs/ci");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern GROOVY_SCRIPT = Pattern.compile("(?s)sh '''(.*?)'''");

    static CiExample of(String file) throws IOException {
        return switch (file) {
            case "github-actions.yml" ->
                github(YAML.readTree(FOLDER.resolve(file).toFile()));
            case "gitlab-ci.yml" -> gitlab(YAML.readTree(FOLDER.resolve(file).toFile()));
            case "Jenkinsfile" -> jenkins(Files.readString(FOLDER.resolve(file)));
            default -> throw new IllegalArgumentException(file);
        };
    }

    private static CiExample github(JsonNode workflow) {
        var steps = workflow.at("/jobs/plan/steps");
        return new CiExample(
                script(steps, "Start the service"),
                script(steps, "Run the plan"),
                script(steps, "Cancel the plan with its job"));
    }

    private static String script(JsonNode steps, String name) {
        return steps.valueStream()
                .filter(step -> step.path("name").asText().equals(name))
                .map(step -> step.path("run").asText())
                .filter(script -> !script.contains("${{")) // An expression would become part of the script.
                .findFirst()
                .orElseThrow();
    }

    private static CiExample gitlab(JsonNode pipeline) {
        var job = pipeline.path("run-plan");
        return new CiExample("", lines(job.path("script")), lines(job.path("after_script")));
    }

    private static String lines(JsonNode script) {
        return script.valueStream().map(JsonNode::asText).collect(Collectors.joining("\n"));
    }

    private static CiExample jenkins(String pipeline) {
        var scripts = GROOVY_SCRIPT
                .matcher(pipeline)
                .results()
                .map(script -> script.group(1))
                .toList();
        return new CiExample("", scripts.get(0), scripts.get(1));
    }
}
