package dev.coppice.isolation.container;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Removes a container with everything that runs in it; one that is not there is removed already. */
final class Removal {

    private static final List<String> NONE = List.of("no such container", "no container with name or id");

    private Removal() {}

    static Engine.Answer of(Engine engine, String container, Duration limit) {
        var line = switch (engine.kind()) {
            // Without it podman asks nicely first, and waits.
            case PODMAN -> List.of("rm", "--force", "--time", "0", container);
            case DOCKER -> List.of("rm", "--force", container);
        };
        var answer = engine.ask(limit, line);
        var said = answer.complaint().toLowerCase(Locale.ROOT);
        return answer.succeeded() || NONE.stream().noneMatch(said::contains) ? answer : new Engine.Answer(true, "", "");
    }
}
