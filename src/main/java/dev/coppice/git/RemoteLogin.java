package dev.coppice.git;

import java.util.List;
import java.util.Map;

/**
 * How a git of Coppice's own is let in at one other machine, and how far it may go at all.
 *
 * @param environment may hold secrets, so it is never shown
 * @param settings {@code name=value}, on command lines for everybody to see
 */
public record RemoteLogin(Map<String, String> environment, List<String> settings) {

    public RemoteLogin {
        environment = Map.copyOf(environment);
        settings = List.copyOf(settings);
    }

    /** The same git, going this way. */
    Git in(Git git) {
        var reaching = git;
        for (var entry : environment.entrySet()) {
            reaching = reaching.with(entry.getKey(), entry.getValue());
        }
        for (var setting : settings) {
            reaching = reaching.configured(setting);
        }
        return reaching;
    }

    @Override
    public String toString() {
        return "a login with " + environment.keySet();
    }
}
