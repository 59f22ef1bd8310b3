package dev.coppice.fakemodel;

/** How the model behaves. */
public sealed interface Scenario {

    /** Writes each file that the prompt names with {@code Create:}, one a turn, then says that it is done. */
    record WritesWhatIsAsked() implements Scenario {}

    /** Writes one file; a relative one in the agent's working directory. */
    record Writes(String file, String content) implements Scenario {}

    /** Runs one shell command. */
    record Runs(String command) implements Scenario {}

    /** Runs a shell command at every turn, for ever. */
    record Loops(String command) implements Scenario {}

    /** Says this at once. */
    record Says(String text) implements Scenario {}

    /** Every request fails with this status; the text is the error's message. */
    record Fails(int status, String text) implements Scenario {}

    /** The account's limit of five hours is used up until this second since 1970, as the headers say of an account with a plan. */
    record Limits(long resetsAt) implements Scenario {}

    /** The first requests fail with this status, then it goes on otherwise. */
    record Recovers(int failures, int status, Scenario then) implements Scenario {}

    /** Takes the request and never answers. */
    record Hangs() implements Scenario {}

    /** Begins to answer and drops the connection. */
    record Cuts() implements Scenario {}
}
