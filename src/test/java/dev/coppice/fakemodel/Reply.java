package dev.coppice.fakemodel;

import java.io.IOException;

/** Answers one request in the words of its API. */
record Reply(Api api, Conversation talk, Wire wire) {

    void send(Turn turn) throws IOException {
        switch (turn) {
            case Turn.Text(var text) -> api.say(text, talk, wire);
            case Turn.Tool tool -> api.use(tool, talk, wire);
            case Turn.Refusal(int status, var text) -> wire.object(status, api.error(status, text));
            case Turn.Limit(long resetsAt) -> {
                wire.limitUntil(resetsAt);
                wire.object(429, api.error(429, "This request would exceed your account's rate limit."));
            }
            case Turn.Silence() -> waitForEver();
            case Turn.Break() -> breakOff();
        }
    }

    private static void waitForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closing
        }
    }

    private void breakOff() throws IOException {
        wire.beginStream();
        api.begin(talk, wire);
        throw new IOException("this connection is cut, as the scenario wants it");
    }
}
