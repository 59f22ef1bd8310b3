package dev.coppice.queue;

import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;

/** The claim's own statement with its values written into it, for those who run it apart from the room. */
public final class ClaimText {

    private ClaimText() {}

    /** From the queue of one data folder, for tasks of one agent. */
    public static String of(HomeId home, WorkerId worker, String agent, int limit) {
        var claim = ClaimStatements.fromQueue(limit);
        var text = claim.positional();
        for (String name : claim.names()) {
            text = text.replaceFirst("\\?", value(name, home, worker, agent));
        }
        return text;
    }

    private static String value(String name, HomeId home, WorkerId worker, String agent) {
        return switch (name) {
            case "queue" -> "'" + home.value() + "'";
            case "agents" -> "'{" + agent + "}'";
            case "worker" -> "uuid '" + worker.value() + "'";
            case "home" -> "uuid '" + home.value() + "'";
            case "lease" -> "60.0";
            default -> throw new IllegalArgumentException("the claim has a parameter unknown here: " + name);
        };
    }
}
