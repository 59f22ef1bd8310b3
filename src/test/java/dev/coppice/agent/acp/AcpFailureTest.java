package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.AgentResult;
import dev.coppice.agent.program.CliEnd;
import dev.coppice.agent.program.EventLine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the errors of agents mean, as several agents put them. */
class AcpFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"code\":-32000,\"message\":\"Authentication required\"} | not_logged_in",
                "{\"code\":401,\"message\":\"who are you\"} | not_logged_in",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorKind\":\"authentication_failed\"}} | not_logged_in",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorName\":\"ProviderAuthError\"}} | not_logged_in",
                "{\"code\":-32603,\"message\":\"Incorrect API key provided\"} | not_logged_in",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"status\":403}} | account_blocked",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorKind\":\"billing_error\"}} | account_blocked",
                "{\"code\":-32603,\"message\":\"your credit balance is too low\"} | account_blocked",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"statusCode\":429}} | rate_limited",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorKind\":\"rate_limit\"}} | rate_limited",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"details\":\"Too Many Requests\"}} | rate_limited",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorKind\":\"server_error\"}} | provider_failed",
                "{\"code\":529,\"message\":\"x\"} | provider_failed",
                "{\"code\":-32603,\"message\":\"Internal error: Overloaded\"} | provider_failed",
            })
    void whatTheProviderRefusesIsNotTheTasksFault(String error, String word) {
        assertThat(failure(error)).isInstanceOfSatisfying(AgentResult.Unavailable.class, unavailable -> {
            assertThat(unavailable.word()).isEqualTo(word);
            assertThat(unavailable.reason()).startsWith("ACP agent tested: ");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"code\":-32601,\"message\":\"Method not found\"} | agent_configuration",
                "{\"code\":-32602,\"message\":\"Invalid params\"} | agent_configuration",
                "{\"code\":400,\"message\":\"bad request\"} | agent_configuration",
                "{\"code\":-32603,\"message\":\"the provider says 404\"} | agent_configuration",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorKind\":\"invalid_request\"}} | agent_configuration",
                "{\"code\":-32603,\"message\":\"x\",\"data\":{\"errorName\":\"ContextOverflowError\"}} | prompt_too_long",
            })
    void whatWouldBeRefusedAgainIsNotTriedAgain(String error, String word) {
        assertThat(failure(error))
                .isInstanceOfSatisfying(
                        AgentResult.Blocked.class,
                        blocked -> assertThat(blocked.word()).isEqualTo(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":-32603,\"message\":\"out of luck\"}", "{}", "7", "{\"code\":\"x\",\"data\":[]}"})
    void anErrorThatSaysNothingKnownIsAFailure(String error) {
        assertThat(failure(error)).isInstanceOf(AgentResult.Failed.class);
    }

    private static AgentResult failure(String error) {
        return new AcpFailure(new CliEnd("ACP agent tested")).of(EventLine.of(error));
    }
}
