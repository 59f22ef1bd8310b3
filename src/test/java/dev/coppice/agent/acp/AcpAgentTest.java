package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.Conversation;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent of the Agent Client Protocol may say and ask, and what it is answered. */
class AcpAgentTest extends AScriptedAgent {

    @Test
    void itIsGreetedGivenItsWorktreeAndThePromptAndEndsWithItsTurn() throws IOException {
        var report = work("works");

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(report.cost()).contains(new BigDecimal("0.250000"));
        assertThat(report.conversation()).isEmpty();
        assertThat(runner.worktree().resolve("made.txt")).hasContent("made");
        assertThat(heard()).hasSize(3);
        assertThat(heard().getFirst())
                .contains(
                        "\"protocolVersion\":1",
                        "\"readTextFile\":false",
                        "\"writeTextFile\":false",
                        "\"terminal\":false");
        assertThat(heard().get(1)).contains("\"cwd\":\"" + runner.worktree() + "\"", "\"mcpServers\":[]");
        assertThat(heard().get(2)).contains("\"sessionId\":\"s-1\"", "# Task 1.2: /Do it\\n");
    }

    @Test
    void theLogTellsWhatItSaidAndDidAndItsLinesAreKeptAsTheyCame() {
        work("works");

        assertThat(runner.log.text().lines())
                .containsExactly(
                        "coppice: ACP agent stand-in 7",
                        "coppice: session s-1",
                        "> I am writing.",
                        "tool other: write made.txt",
                        "coppice: its plan: 1 of 2 steps done",
                        "coppice: stop reason end_turn, 1000 tokens read, 50 written, cost 0.250000 USD");
        assertThat(runner.log.raw()).contains("\n{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"sessionId\":\"s-1\"}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "max_tokens, turn_limit",
        "max_turn_requests, turn_limit",
    })
    void aLimitOfItsOwnWouldBeMetAgain(String reason, String word) {
        assertBlocked(work("stops:" + reason), word, reason);
    }

    @ParameterizedTest
    @CsvSource({"refusal, refused to go on", "from_the_future, from_the_future"})
    void aTurnThatEndsOtherwiseIsNoSuccess(String reason, String told) {
        assertFailed(work("stops:" + reason), told);
    }

    @Test
    void anEndWithoutAWordOfAModelIsNoSuccess() {
        assertFailed(work("says-nothing"), "without an answer of a model");
    }

    @Test
    void oneThatCancelsItsTurnWasStopped() {
        assertThat(work("stops:cancelled").result()).isEqualTo(new AgentResult.Stopped());
    }

    @Test
    void anErrorInPlaceOfTheTurnIsItsEnd() {
        assertThat(work("fails:{\"code\":429,\"message\":\"slow down\"}").result())
                .isEqualTo(new AgentResult.Unavailable("rate_limited", "ACP agent tested: slow down"));
        assertThat(runner.log.text()).contains("\ncoppice: error 429: slow down\n");
    }

    @Test
    void whatItAsksForIsAllowedThisOnce() throws IOException {
        assertThat(work("asks").result()).isEqualTo(new AgentResult.Finished());

        assertThat(heard()).last().isEqualTo(answered("\"p-1\"", "{\"outcome\":\"selected\",\"optionId\":\"b\"}"));
        assertThat(runner.log.text()).contains("\ncoppice: allowed: write made.txt\n");
    }

    @Test
    void whatIsDeniedFailsTheTaskWithTheSettingsThatWouldHelp() throws IOException {
        runner.settings.put("coppice.acp.permissions", "deny");

        var report = work("asks");

        assertBlocked(report, "permission_denied", "write made.txt");
        assertBlocked(report, "permission_denied", "coppice.profile.tested.permissions=allow");
        assertThat(heard()).last().isEqualTo(answered("\"p-1\"", "{\"outcome\":\"selected\",\"optionId\":\"c\"}"));
    }

    @Test
    void workCountsInSpiteOfADenialWhereThatIsAskedFor() {
        runner.settings.put("coppice.acp.permissions", "deny");
        runner.settings.put("coppice.acp.accept-denials", "true");

        assertThat(work("asks").result()).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void aQuestionThatLeavesNoKnownChoiceIsDenied() throws IOException {
        assertBlocked(work("asks-without-a-way"), "permission_denied", "write made.txt");

        assertThat(heard()).last().isEqualTo(answered("7", "{\"outcome\":\"cancelled\"}"));
    }

    @Test
    void whatIsNotOfferedIsDeclined() throws IOException {
        assertThat(work("wants-files").result()).isEqualTo(new AgentResult.Finished());

        assertThat(heard()).last().asString().contains("\"id\":9,\"error\":{\"code\":-32601,");
    }

    @Test
    void itsModelIsChosenInTheWayThatItOffers() throws IOException {
        runner.settings.put("coppice.acp.model", "fast");

        assertThat(work("has-options").result()).isEqualTo(new AgentResult.Finished());
        assertThat(work("has-models").result()).isEqualTo(new AgentResult.Finished());

        assertThat(heard().get(2)).contains("session/set_config_option", "\"configId\":\"llm\",\"value\":\"fast\"");
        assertThat(heard().get(6)).contains("session/set_model", "\"modelId\":\"fast\"");
    }

    @Test
    void aModelThatItDoesNotOfferIsAWrongSetting() {
        runner.settings.put("coppice.acp.model", "nonsense");

        assertBlocked(work("has-options"), "agent_configuration", "coppice.profile.tested.model");
        assertBlocked(work("works"), "agent_configuration", "coppice.profile.tested.model is nonsense");
    }

    @Test
    void itLogsInOnlyInTheWayThatIsConfigured() throws IOException {
        var untold = work("wants-login");
        runner.settings.put("coppice.acp.auth-method", "by-key");
        var told = work("wants-login");

        assertThat(untold.result())
                .isEqualTo(new AgentResult.Unavailable(
                        "not_logged_in",
                        "ACP agent tested: Authentication required; its ways to log in"
                                + " (coppice.profile.tested.auth-method): by-key, by-browser"));
        assertThat(told.result()).isEqualTo(new AgentResult.Finished());
        assertThat(heard()).anyMatch(line -> line.contains("\"authenticate\",\"params\":{\"methodId\":\"by-key\"}"));
    }

    @Test
    void aLoginThatDoesNotHelpIsTriedOnce() throws IOException {
        runner.settings.put("coppice.acp.auth-method", "by-key");

        assertThat(work("never-logs-in").result())
                .isInstanceOfSatisfying(
                        AgentResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.word()).isEqualTo("not_logged_in"));
        assertThat(heard()).filteredOn(line -> line.contains("authenticate")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"resumes, session/resume", "loads, session/load"})
    void aSessionIsGoneOnWithInTheWayThatItOffers(String agent, String method) throws IOException {
        runner.conversation = Optional.of(new Conversation("s-9", Optional.empty(), new BigDecimal("0.1")));

        var report = work(agent);

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(report.cost()).contains(new BigDecimal("0.150000"));
        assertThat(report.conversation())
                .contains(new Conversation("s-9", Optional.empty(), new BigDecimal("0.250000")));
        assertThat(heard().get(1)).contains("\"" + method + "\"", "\"sessionId\":\"s-9\"");
        assertThat(heard()).noneMatch(line -> line.contains("session/new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"works", "forgets", "null-resume"})
    void whereItCannotGoOnASessionIsBegunWithTheWholePrompt(String agent) throws IOException {
        runner.conversation = Optional.of(new Conversation("s-9", Optional.empty(), BigDecimal.ZERO));

        assertThat(work(agent).result()).isEqualTo(new AgentResult.Finished());

        assertThat(heard()).anyMatch(line -> line.contains("session/new"));
        assertThat(heard()).last().asString().contains("\"sessionId\":\"s-1\"", "# Task 1.2");
    }

    @Test
    void moneyOfAnotherKindOrNoneAtAllIsNoCost() {
        var report = work("other-currency");

        assertThat(report.result()).isEqualTo(new AgentResult.Finished());
        assertThat(report.cost()).isEmpty();
    }

    @Test
    void whatIsUnknownOrNoJsonOrWithoutEndIsPassedOver() {
        assertThat(work("garbage").result()).isEqualTo(new AgentResult.Finished());
        assertThat(runner.log.text().lines())
                .anyMatch(line -> line.startsWith("> coppice: forged"))
                .noneMatch(line -> line.startsWith("coppice: forged") || line.contains("\u001b"));
    }

    @Test
    void oneThatChattersBeforeItSpeaksTheProtocolIsHeardAllTheSame() {
        assertThat(work("chatters").result()).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void oneThatAsksOnAndOnAndReadsNoAnswerDoesNoHarm() {
        assertThat(work("floods").result()).isEqualTo(new AgentResult.Finished());
    }

    @Test
    void nothingButWhatIsConfiguredReachesItsEnvironmentAndASecretOfItsOwnGetsItAHome() {
        runner.variables.put("GITHUB_TOKEN", "not-for-agents");
        runner.variables.put("GEMINI_API_KEY", "a-key-of-its-own");
        runner.settings.put("coppice.acp.environment", "GEMINI_API_KEY");

        runner.work("sh", "-c", "env >&2");

        assertThat(runner.log.text())
                .contains("GEMINI_API_KEY=a-key-of-its-own", "HOME=" + folder + "/homes/")
                .doesNotContain("not-for-agents");
    }
}
