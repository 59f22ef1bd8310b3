package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.program.CliStream;
import dev.coppice.agent.program.Linger;
import dev.coppice.agent.program.Transcript;
import dev.coppice.process.Capture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run of the Claude CLI tells of its account's limit, and of its end. */
class ClaudeLimitTest {

    private static final String REFUSED = "{'type':'assistant','error':'unknown','is_api_error_message':true,"
            + "'message':{'model':'<synthetic>','content':[{'type':'text','text':'%s'}]}}";
    private static final String SAID =
            "{'type':'assistant','message':{'model':'m','content':[{'type':'text','text':'on'}]}}";

    private static ClaudeSummary told(String... events) {
        return Stream.of(events)
                .flatMap(event -> ClaudeEvents.read(event.replace('\'', '"')).stream())
                .reduce(ClaudeSummary.NOTHING, ClaudeSummary::and, (first, second) -> second);
    }

    private static String limit(String status, String resetsAt) {
        return "{'type':'rate_limit_event','rate_limit_info':{'status':'" + status + "','resetsAt':" + resetsAt + "}}";
    }

    @Test
    void aRejectionTellsWhenTheLimitIsLifted() {
        assertThat(told(limit("rejected", "1796000000")).resetsAt()).contains(Instant.ofEpochSecond(1_796_000_000));
    }

    @Test
    void aWarningIsNoLimitAndTheLastWordCounts() {
        assertThat(told(limit("allowed_warning", "1796000000")).resetsAt()).isEmpty();
        assertThat(told(limit("rejected", "1796000000"), limit("allowed", "1796000000"))
                        .resetsAt())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "'soon'", "null", "{}", "1796000000000", "9223372036854775807", "1e300"})
    void whatIsNoTimeIsNone(String resetsAt) {
        assertThat(told(limit("rejected", resetsAt.equals("soon") ? "'soon'" : resetsAt))
                        .resetsAt())
                .isEmpty();
    }

    @Test
    void earlierVersionsToldItInProse() {
        var told = told(REFUSED.formatted("Claude AI usage limit reached|1796000000"));

        assertThat(told.isLimitReached()).isTrue();
        assertThat(told.resetsAt()).contains(Instant.ofEpochSecond(1_796_000_000));
    }

    @Test
    void theFirstAnswerOfAModelIsToldOnceAndAFailureIsNone() {
        var answers = new ArrayList<Integer>();
        var log = new Capture(10_000);
        var stream = new CliStream(
                new ClaudeRun(false, Optional.empty()),
                new Transcript(log, Path.of("/worktree")),
                new Linger(Duration.ofMinutes(1)),
                () -> answers.add(log.text().split("\n").length));

        for (String event : List.of(REFUSED.formatted("busy"), SAID, SAID)) {
            var line = (event + "\n").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            assertThat(stream.events()).satisfies(events -> events.write(line, line.length));
        }

        assertThat(answers).containsExactly(2);
    }
}
