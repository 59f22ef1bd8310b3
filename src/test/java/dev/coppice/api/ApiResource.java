package dev.coppice.api;

import dev.coppice.git.TestRepository;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Makes the application under test a service with one repository, a shell as its agent, and an operator. */
public final class ApiResource implements QuarkusTestResourceLifecycleManager {

    public static final String OPERATOR = "the-operators-own-token";

    private final Path repository =
            Path.of("target/repositories", UUID.randomUUID().toString()).toAbsolutePath();

    @Override
    public Map<String, String> start() {
        TestRepository.create(repository);
        return Map.of(
                "coppice.api.accepting",
                "true",
                "coppice.api.repositories",
                repository.toString(),
                "coppice.api.agent",
                "shell",
                "coppice.api.operator-token",
                OPERATOR);
    }

    @Override
    public void stop() {}
}
