package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that the documentation shows work as they are printed. */
class DocumentedCallsIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"docs/api.md", "docs/runbook.md"})
    void everyCallOfThePageWorksInTheOrderOfThePage(String page) throws IOException, InterruptedException {
        assumeTrue(
                Programs.find("curl", folder, System.getenv()).isPresent(),
                "there is no curl on PATH; install it to run the calls of " + page);
        var repository = SampleRepository.in(folder.resolve("repository"));
        Files.createDirectories(repository.folder().resolve("plans"));
        repository.write("plans/sample.md", SamplePlans.TWO_BATCHES);
        var home = folder.resolve("home");
        var service = RunningService.start(new PackagedCoppice(home, repository.folder()), home, "--agent", "shell");
        try {
            var script = script(page, service);

            var result = run(script, repository.folder());

            assertThat(result.code()).as("%s\n%s", script, result.output()).isZero();
        } finally {
            service.stop();
        }
    }

    /** All blocks in one shell, as a reader would type them; an answer of 400 or more ends it. */
    private static String script(String page, RunningService service) throws IOException {
        var blocks = BLOCK.matcher(Files.readString(Path.of(page)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(blocks).contains("curl");
        return "set -e\ncurl() { command curl --fail-with-body --max-time 60 \"$@\"; }\n"
                + blocks.replace("http://127.0.0.1:8001", service.address());
    }

    private record Result(int code, String output) {}

    private static Result run(String script, Path directory) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
