package dev.coppice.isolation.dagger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings as a test wants them. */
record TestDaggerConfig(Optional<String> program, Optional<List<String>> secrets) implements DaggerConfig {

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
