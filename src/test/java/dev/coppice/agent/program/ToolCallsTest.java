package dev.coppice.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCallsTest {

    private static final Entry.Call MAKE = new Entry.Call("Bash", "make");
    private static final Entry.Call READ = new Entry.Call("Read", "a.txt");
    private static final List<Entry> DONE = List.of(new Entry.Result("done", false));

    private final ToolCalls calls = new ToolCalls();

    @Test
    void aResultThatFollowsItsCallNeedsNoWords() {
        assertThat(calls.begin("1", MAKE)).containsExactly(MAKE);

        assertThat(calls.end("1", DONE)).isEqualTo(DONE);
    }

    @Test
    void aResultThatFollowsAnotherCallSaysWhoseItIs() {
        calls.begin("1", MAKE);
        calls.begin("2", READ);

        assertThat(calls.end("1", DONE)).first().isEqualTo(new Entry.Returned(MAKE));
        assertThat(calls.end("2", DONE)).first().isEqualTo(new Entry.Returned(READ));
        assertThat(calls.end("unknown", DONE)).isEqualTo(DONE);
    }

    @Test
    void callsThatNeverEndAreForgotten() {
        for (int id = 0; id < 5_000; id++) {
            calls.begin(Integer.toString(id), MAKE);
        }

        assertThat(calls.isOpen("0")).isFalse();
        assertThat(calls.isOpen("4999")).isTrue();
    }
}
