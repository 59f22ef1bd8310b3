package dev.coppice.fakemodel;

import java.util.List;

/** What the model does in answer to one request. */
sealed interface Turn {

    /** Says its last words. */
    record Text(String text) implements Turn {}

    /** Wants a tool to be used. */
    sealed interface Tool extends Turn {}

    /** The one that writes a file. */
    record Write(String path, String content) implements Tool {}

    /** The one that runs a shell command. */
    record Run(String command) implements Tool {}

    /** The provider refuses. */
    record Refusal(int status, String text) implements Turn {}

    /** The provider refuses because of a limit that is lifted at this second since 1970. */
    record Limit(long resetsAt) implements Turn {}

    /** No answer ever. */
    record Silence() implements Turn {}

    /** An answer that breaks off. */
    record Break() implements Turn {}

    /** The next step; {@code earlier} is the number of requests for a turn before this one. */
    static Turn next(Scenario scenario, Conversation talk, int earlier) {
        return switch (scenario) {
            case Scenario.WritesWhatIsAsked() -> write(talk.filesToCreate(), talk);
            case Scenario.Writes(var file, var content) ->
                talk.toolResults() == 0 ? write(file, content, talk) : done();
            case Scenario.Runs(var command) -> talk.toolResults() == 0 ? new Run(command) : done();
            case Scenario.Loops(var command) -> new Run(command);
            case Scenario.Says(var text) -> new Text(text);
            case Scenario.Fails(int status, var text) -> new Refusal(status, text);
            case Scenario.Limits(long resetsAt) -> new Limit(resetsAt);
            case Scenario.Recovers(int failures, int status, var then) ->
                earlier < failures ? new Refusal(status, "try again") : next(then, talk, earlier - failures);
            case Scenario.Hangs() -> new Silence();
            case Scenario.Cuts() -> new Break();
        };
    }

    private static Turn write(List<String> files, Conversation talk) {
        int step = talk.toolResults();
        return step < files.size() ? write(files.get(step), "made for " + files.get(step) + "\n", talk) : done();
    }

    private static Turn write(String file, String content, Conversation talk) {
        var directory = talk.directory();
        var path = file.startsWith("/") || directory.isEmpty() ? file : directory + "/" + file;
        return new Write(path, content);
    }

    private static Turn done() {
        return new Text("All done.");
    }
}
