package dev.coppice.agent.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.program.EventLine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcpTranscriptTest {

    private final AcpTranscript transcript = new AcpTranscript();

    @Test
    void wordsThatComeInPiecesAreToldLineByLine() {
        assertThat(lines(chunk("thought", "Let me "), chunk("thought", "see."), chunk("message", "One\\nTw")))
                .containsExactly("~ Let me see.", "> One");
        assertThat(lines("{'method':'session/update','params':{'update':{'sessionUpdate':'usage_update'}}}"))
                .isEmpty();
        assertThat(lines(chunk("message", "o"), "{'id':3,'result':{}}")).containsExactly("> Two");
    }

    @Test
    void aToolIsToldWhenItHasEndedByWhatWasLastKnownOfIt() {
        assertThat(lines(
                        tool("'toolCallId':'1','kind':'execute','title':'Run','status':'pending'"),
                        tool("'toolCallId':'1','rawInput':{'command':'make test'}"),
                        tool("'toolCallId':'1','status':'failed','rawOutput':{'output':'Error 2'}"),
                        tool("'toolCallId':'2','status':'completed','title':'Think'")))
                .containsExactly("tool execute: make test", "  ! Error 2", "tool other: Think");
    }

    @Test
    void aLineWithoutEndDoesNotWaitForIt() {
        var lines = lines(chunk("message", "x".repeat(40_000)));

        assertThat(lines).isNotEmpty();
        assertThat(String.join("", lines)).hasSizeLessThan(21_000);
    }

    private static String chunk(String kind, String text) {
        return update("'sessionUpdate':'agent_" + kind + "_chunk','content':{'type':'text','text':'" + text + "'}");
    }

    private static String tool(String fields) {
        return update("'sessionUpdate':'tool_call_update'," + fields);
    }

    private static String update(String fields) {
        return "{'method':'session/update','params':{'update':{" + fields + "}}}";
    }

    private List<String> lines(String... messages) {
        return Stream.of(messages)
                .map(message -> EventLine.of(message.replace('\'', '"')))
                .flatMap(message -> transcript.of(message).stream())
                .flatMap(entry -> entry.lines().stream())
                .toList();
    }
}
