package dev.coppice.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has no recording, because a fake model cannot bring it about, and every way in which one word contradicts another. */
class ClaudeJudgementTest {

    private static final String BEGAN = "{'type':'system','subtype':'init','session_id':'s','model':'m'}\n";
    private static final String SUCCESS = result("'subtype':'success','is_error':false,'num_turns':1,'result':'done'");
    private static final String API_ERROR =
            "{'type':'assistant','is_api_error_message':true,'error':'%s','message':{'content':[]}}\n";
    private static final String REJECTED =
            "{'type':'rate_limit_event','rate_limit_info':{'status':'rejected','resetsAt':1795690000}}\n";

    private static String result(String fields) {
        return "{'type':'result'," + fields + "}\n";
    }

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of("a success", SUCCESS, 0, "finished"),
                Arguments.of("a success that exits otherwise", SUCCESS, 3, "failed"),
                Arguments.of(
                        "a success without a turn",
                        result("'subtype':'success','is_error':false,'num_turns':0"),
                        0,
                        "failed"),
                Arguments.of(
                        "a success with a provider's error as its last word",
                        API_ERROR.formatted("server_error") + SUCCESS,
                        0,
                        "provider_failed"),
                Arguments.of(
                        "a success after an error that it got over",
                        API_ERROR.formatted("server_error")
                                + "{'type':'assistant','message':{'content':[{'type':'text','text':'on'}]}}\n"
                                + SUCCESS,
                        0,
                        "finished"),
                Arguments.of("a healthy account's limit", REJECTED + SUCCESS, 0, "finished"),
                Arguments.of(
                        "a limit that ended the run",
                        REJECTED + API_ERROR.formatted("unknown") + SUCCESS,
                        0,
                        "rate_limited"),
                Arguments.of(
                        "a budget that is no error",
                        result("'subtype':'error_max_budget_usd','is_error':false,'num_turns':3"),
                        0,
                        "budget"),
                Arguments.of(
                        "a prompt that is too long",
                        API_ERROR.formatted("invalid_request")
                                + result(
                                        "'subtype':'success','is_error':true,'num_turns':1,'terminal_reason':'blocking_limit'"),
                        1,
                        "prompt_too_long"),
                Arguments.of(
                        "a broken connection",
                        result("'subtype':'success','is_error':true,'num_turns':1,'api_error':'connection_failed'"),
                        1,
                        "provider_failed"),
                Arguments.of(
                        "an unpaid account",
                        API_ERROR.formatted("billing_error")
                                + result(
                                        "'subtype':'success','is_error':true,'num_turns':1,'terminal_reason':'api_error'"),
                        1,
                        "account_blocked"),
                Arguments.of(
                        "an error of its own",
                        result("'subtype':'error_during_execution','is_error':true,'errors':['broken']"),
                        1,
                        "failed"),
                Arguments.of(
                        "an unknown subtype",
                        result("'subtype':'from_the_future','is_error':false,'num_turns':1"),
                        0,
                        "failed"),
                Arguments.of("no result", BEGAN, 0, "failed"),
                Arguments.of("no word at all, and no error either", "", 0, "failed"),
                Arguments.of("no word at all", "", 1, "agent_configuration"),
                Arguments.of("killed", BEGAN, 137, "infrastructure"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("table")
    void fieldsDecide(String name, String events, int code, String meaning) {
        var told = events.replace('\'', '"')
                .lines()
                .flatMap(line -> ClaudeEvents.read(line).stream())
                .reduce(ClaudeSummary.NOTHING, ClaudeSummary::and, (first, second) -> second);

        var result = new ClaudeJudgement(told, "", false).of(code);

        assertThat(word(result)).as("%s: %s", name, result).isEqualTo(meaning);
    }

    private static String word(AgentResult result) {
        return switch (result) {
            case AgentResult.Finished _ -> "finished";
            case AgentResult.Failed _ -> "failed";
            case AgentResult.Blocked(var word, var _) -> word;
            case AgentResult.TimedOut _ -> "timed out";
            case AgentResult.Stopped _ -> "stopped";
            case AgentResult.Unavailable(var word, var _) -> word;
        };
    }
}
