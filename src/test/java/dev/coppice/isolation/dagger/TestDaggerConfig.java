package dev.coppice.isolation.dagger;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as a test wants them. */
record TestDaggerConfig(Optional<String> program, Optional<List<String>> secrets) implements DaggerConfig {

    /** Of a Coppice that was started in the engine's session. */
    static DaggerProgram inSessionOf(StubEngine engine) {
        return new DaggerProgram(
                new TestDaggerConfig(Optional.empty(), Optional.of(List.of("KEY"))),
                Map.of(
                        "DAGGER_SESSION_PORT",
                        Integer.toString(engine.port()),
                        "DAGGER_SESSION_TOKEN",
                        StubEngine.TOKEN));
    }

    @Override
    public Optional<String> image() {
        return Optional.empty();
    }

    @Override
    public Duration sessionLimit() {
        return Duration.ofMinutes(2);
    }

    @Override
    public Optional<List<String>> environment() {
        return Optional.empty();
    }
}
