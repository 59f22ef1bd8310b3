package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.coppice.cli.progress.RunView;
import dev.coppice.database.ServiceNote;
import dev.coppice.report.AgentPauseReport;
import org.junit.jupiter.api.Test;

class ServiceExecutionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static RunView view(String more) throws JsonProcessingException {
        var status = "{\"execution_id\": \"exec_000000000000\", \"status\": \"executing\"" + more + "}";
        return ServiceExecution.view(
                JSON.readTree(status),
                JSON.readTree("[]"),
                new ApiClient(new ServiceNote("http://127.0.0.1:1", "token", 1)));
    }

    @Test
    void theAgentsThatPauseAreThoseThatTheServiceTellsOf() throws Exception {
        var view = view("""
                , "agent_pauses": [{"agent": "claude", "reason": "rate_limited", "detail": "no more",
                                    "paused_since": "2026-11-26T12:31:07Z", "paused_until": "2026-11-26T14:05:00Z", "probing": true,
                                    "fallback": "codex"}]
                """);

        assertThat(view.agentPauses())
                .containsExactly(new AgentPauseReport(
                        "claude",
                        "rate_limited",
                        "no more",
                        "2026-11-26T12:31:07Z",
                        "2026-11-26T14:05:00Z",
                        true,
                        "codex"));
    }

    @Test
    void aServiceThatDoesNotKnowOfPausesTellsOfNone() throws Exception {
        assertThat(view("").agentPauses()).isEmpty();
    }
}
