package dev.coppice.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.submission.PullRequestAsk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a command line asks of a pull request, as a submission and as the API take it. */
class PullRequestOptionsTest {

    @Command(name = "x")
    static final class Asking {

        @Mixin
        PullRequestOptions options = new PullRequestOptions();
    }

    private static PullRequestOptions options(String line) {
        var command = new Asking();
        new CommandLine(command).parseArgs(line.isEmpty() ? new String[0] : line.split(" ", -1));
        return command.options;
    }

    private static Map<String, Object> body(PullRequestOptions options) {
        var body = new HashMap<String, Object>();
        options.pullRequest().writeTo(body);
        return body;
    }

    @Test
    void withoutTheOptionThereIsNone() {
        assertThat(options("").objection()).isEmpty();
        assertThat(options("").pullRequest().ask()).isEmpty();
        assertThat(body(options(""))).isEmpty();
    }

    @Test
    void theOptionAloneAsksForAPlainOne() {
        assertThat(options("--pull-request").pullRequest().ask()).contains(PullRequestAsk.PLAIN);
        assertThat(body(options("--pull-request"))).isEqualTo(Map.of("pull_request", Map.of()));
    }

    @Test
    void everythingThatIsSaidArrives() {
        var all = options("--pull-request --pull-request-title T --pull-request-base dev --pull-request-label a"
                + " --pull-request-label b --pull-request-merge rebase --pull-request-check c --delete-branch");

        assertThat(all.objection()).isEmpty();
        assertThat(all.pullRequest().ask())
                .contains(new PullRequestAsk(
                        Optional.of("T"),
                        Optional.of("dev"),
                        Optional.empty(),
                        Optional.of(List.of("a", "b")),
                        true,
                        Optional.of("rebase"),
                        Optional.of(true),
                        Optional.of(List.of("c"))));
        assertThat(body(all))
                .isEqualTo(Map.of(
                        "pull_request",
                        Map.of(
                                "title",
                                "T",
                                "base",
                                "dev",
                                "labels",
                                List.of("a", "b"),
                                "merge",
                                "rebase",
                                "delete_branch",
                                true,
                                "checks",
                                List.of("c"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--pull-request-merge squash",
                "--pull-request-draft",
                "--delete-branch",
                "--pull-request --pull-request-merge fast"
            })
    void whatMakesNoSenseIsSaid(String line) {
        assertThat(options(line).objection()).isPresent();
    }
}
