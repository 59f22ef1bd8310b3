package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentListener;
import dev.coppice.agent.Assignment;
import dev.coppice.agent.Conversation;
import dev.coppice.agent.Recording;
import dev.coppice.agent.Tasks;
import dev.coppice.agent.program.CliStream;
import dev.coppice.agent.program.Linger;
import dev.coppice.agent.program.Mapped;
import dev.coppice.agent.program.Transcript;
import dev.coppice.money.Consumption;
import dev.coppice.money.Usage;
import dev.coppice.process.Output;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run of Claude takes: told while it goes on, and at its end. */
class ClaudeMoneyTest {

    private static final String MODEL = "claude-opus-5-5";

    private final List<String> recorded = lines("writes-a-file");

    private static List<String> lines(String name) {
        try {
            return Files.readAllLines(Recording.of("claude", name).output());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Conversation conversation(String cost, Usage usage) {
        return new Conversation("0a1b2c3d", Optional.empty(), new BigDecimal(cost), Map.of(MODEL, usage));
    }

    @Test
    void theMessagesTellWhatIsUsedOnTheWayEachOnceHoweverManyPartsItHas() {
        var run = new ClaudeRun(false, Optional.empty());
        var messages = recorded.stream()
                .filter(line -> line.contains("\"type\":\"assistant\""))
                .toList();
        assertThat(messages).hasSize(3);

        messages.forEach(run::hear);

        assertThat(run.usage()).isEqualTo(Map.of(MODEL, new Usage(2000, 100, 0, 0)));
        assertThat(run.cost()).isEmpty();
    }

    @Test
    void whoListensHearsOfItWithEachMessageButNotOfItsLastWord() throws IOException {
        var heard = new ArrayList<Consumption>();
        var stream = new CliStream(
                new ClaudeRun(false, Optional.empty()),
                new Transcript(Output.none(), Path.of("/worktree")),
                new Linger(Duration.ofMinutes(1)),
                new AgentListener() {
                    @Override
                    public void answered() {}

                    @Override
                    public void spent(Consumption soFar) {
                        heard.add(soFar);
                    }
                });

        for (String line : recorded) {
            var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            stream.events().write(bytes, bytes.length);
        }

        assertThat(heard)
                .containsExactly(
                        new Consumption(Optional.empty(), Map.of(MODEL, new Usage(1000, 50, 0, 0))),
                        new Consumption(Optional.empty(), Map.of(MODEL, new Usage(2000, 100, 0, 0))));
    }

    @Test
    void theEndTellsItOfEachModel() {
        var run = new ClaudeRun(false, Optional.empty());

        run.hear("""
                {"type":"result","subtype":"success","is_error":false,"total_cost_usd":0.5,"modelUsage":{\
                "a":{"inputTokens":1,"outputTokens":2,"cacheReadInputTokens":3,"cacheCreationInputTokens":4},\
                "b":{"inputTokens":5,"outputTokens":-6}}}""");

        assertThat(run.usage()).isEqualTo(Map.of("a", new Usage(1, 2, 3, 4), "b", new Usage(5, 0, 0, 0)));
    }

    @Test
    void aConversationThatGoesOnCountsOnFromWhatItHadBefore() {
        var run = new ClaudeRun(false, Optional.of(conversation("0.004", new Usage(1200, 40, 0, 0))));

        recorded.forEach(run::hear);

        assertThat(run.usage()).isEqualTo(Map.of(MODEL, new Usage(800, 60, 0, 0)));
        assertThat(run.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.006"));
        assertThat(run.conversation(Optional.empty()))
                .hasValueSatisfying(
                        after -> assertThat(after.usage()).isEqualTo(Map.of(MODEL, new Usage(2000, 100, 0, 0))));
    }

    @Test
    void aCountThatHasBegunAnewIsTakenAsItIs() {
        var run = new ClaudeRun(false, Optional.of(conversation("5", new Usage(1200, 4000, 0, 0))));

        recorded.forEach(run::hear);

        assertThat(run.usage()).isEqualTo(Map.of(MODEL, new Usage(2000, 100, 0, 0)));
    }

    @Test
    void theSmallerBudgetIsTheOneThatTheCliKeeps() {
        var configured = Map.of("coppice.claude.max-budget-usd", "2");
        var none = Map.<String, String>of();
        var before = Optional.of(conversation("0.75", Usage.NONE));

        assertThat(budget(configured, Optional.of("0.5"), Optional.empty())).containsExactly("--max-budget-usd=0.5");
        assertThat(budget(configured, Optional.of("3"), Optional.empty())).containsExactly("--max-budget-usd=2");
        assertThat(budget(none, Optional.of("0.5"), Optional.empty())).containsExactly("--max-budget-usd=0.5");
        assertThat(budget(none, Optional.of("0.5"), before)).containsExactly("--max-budget-usd=1.25");
        assertThat(budget(configured, Optional.empty(), before)).containsExactly("--max-budget-usd=2");
        assertThat(budget(none, Optional.empty(), before)).isEmpty();
    }

    private static List<String> budget(
            Map<String, String> settings, Optional<String> left, Optional<Conversation> conversation) {
        var usual = Tasks.scripts(Path.of("/"));
        var assignment = new Assignment(
                usual.task(),
                usual.briefing(),
                usual.directory(),
                usual.environment(),
                usual.timeLimit(),
                Optional.empty(),
                conversation,
                left.map(BigDecimal::new));
        return ClaudeArguments.of(Path.of("claude"), Mapped.of(ClaudeConfig.class, settings), assignment).stream()
                .filter(argument -> argument.startsWith("--max-budget-usd"))
                .toList();
    }
}
