package dev.coppice.agent.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.program.EventLine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodexTranscriptTest {

    private final CodexTranscript transcript = new CodexTranscript();

    @Test
    void whatItThinksChangesAndAsksOfServersIsTold() {
        assertThat(lines(
                        item("completed", "'type':'reasoning','text':'**Look**'"),
                        item("started", "'id':'1','type':'file_change','changes':[{'path':'a.txt'},{'path':'b.txt'}]"),
                        item("completed", "'id':'1','type':'file_change','changes':[],'status':'failed'"),
                        item("completed", "'id':'2','type':'web_search','query':'java 25'"),
                        item(
                                "completed",
                                "'id':'3','type':'mcp_tool_call','server':'docs','tool':'find','arguments':{'query':'x'},"
                                        + "'result':{'content':[{'type':'text','text':'found'},{'type':'image'}]},'status':'completed'"),
                        item(
                                "completed",
                                "'id':'4','type':'mcp_tool_call','server':'docs','tool':'find','arguments':{'n':1},"
                                        + "'error':{'message':'gone'},'status':'failed'")))
                .containsExactly(
                        "~ **Look**",
                        "tool edit: a.txt, b.txt",
                        "  ! failed",
                        "tool web search: java 25",
                        "tool docs.find: x",
                        "  | found",
                        "tool docs.find: {\"n\":1}",
                        "  ! gone");
    }

    @Test
    void commandsThatRunAtTheSameTimeKeepTheirResults() {
        var begun = "'type':'command_execution','command':'make %s'";
        assertThat(lines(
                        item("started", "'id':'1'," + begun.formatted("a")),
                        item("started", "'id':'2'," + begun.formatted("b")),
                        item("completed", "'id':'1','aggregated_output':'A'," + begun.formatted("a")),
                        item("completed", "'id':'2','exit_code':2," + begun.formatted("b"))))
                .containsExactly(
                        "tool shell: make a",
                        "tool shell: make b",
                        "result of shell: make a",
                        "  | A",
                        "result of shell: make b",
                        "  ! exit code 2");
    }

    @Test
    void whatIsUnknownOrOfAnotherTypeSaysNothing() {
        assertThat(lines(
                        "{}",
                        "{'type':'item.completed'}",
                        "{'type':'item.completed','item':7}",
                        item("completed", "'type':'todo_list','items':7"),
                        item("completed", "'type':'agent_message','text':7")))
                .isEmpty();
    }

    private static String item(String state, String fields) {
        return "{'type':'item." + state + "','item':{" + fields + "}}";
    }

    private List<String> lines(String... events) {
        return Stream.of(events)
                .map(event -> EventLine.of(event.replace('\'', '"')))
                .flatMap(event -> transcript.of(event).stream())
                .flatMap(entry -> entry.lines().stream())
                .toList();
    }
}
