package dev.coppice.api.repositories;

import dev.coppice.git.TestRepository;
import dev.coppice.isolation.kubernetes.FakeCluster;
import dev.coppice.repository.GitOverHttp;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Makes the application under test a service of named repositories: some on this host, some of a forge behind a login. */
public final class NamedResource implements QuarkusTestResourceLifecycleManager {

    static final String OPERATOR = "the-operators-own-token";
    static final String TOKEN = "tok-0815-very-secret";

    private static final Path FOLDER =
            Path.of("target/repositories", UUID.randomUUID().toString()).toAbsolutePath();

    static final Path FORGE = FOLDER.resolve("forge");

    /** Agents are read without the application. */
    private static final Map<String, String> AGENTS = Map.of(
            "coppice.agents.profiles", "fast",
            "coppice.profile.fast.agent", "acp",
            "coppice.profile.fast.command", "/bin/true",
            "coppice.agents.fallback", "codex=fast");

    private final GitOverHttp forge = GitOverHttp.of(FORGE, "x-access-token", TOKEN);
    private FakeCluster cluster;

    /** A kubeconfig of a cluster that can reach the forge. */
    private Path kubeconfig() {
        try {
            cluster = new FakeCluster(FOLDER.resolve("node"));
            cluster.secret("git-login", Map.of("username", "x-access-token", "password", TOKEN));
            return cluster.kubeconfig(FOLDER.resolve("kubeconfig"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the user of the forge's repository works. */
    static TestRepository user() {
        return TestRepository.at(FOLDER.resolve("user"));
    }

    /** The repository on this host. */
    static Path here() {
        return FOLDER.resolve("here");
    }

    @Override
    public Map<String, String> start() {
        AGENTS.forEach(System::setProperty);
        var user = TestRepository.create(FOLDER.resolve("user"));
        user.write("plans/good.md", """
                ## Batch 1: Parts

                ### Task 1.1: Good

                ```sh
                env
                echo good > good.txt
                ```
                """);
        user.write(".coppice.yaml", "gate: 'true'\nrepair_rounds: 10\nsetup: echo own\n");
        user.commitAll("plans");
        user.git("init", "-q", "--bare", "-b", "main", FORGE.resolve("app.git").toString());
        user.git("remote", "add", "origin", FORGE.resolve("app.git").toString());
        user.git("push", "-q", "origin", "main");
        TestRepository.create(here());
        var settings = new HashMap<String, String>();
        settings.putAll(Map.of(
                "coppice.api.accepting", "true",
                "coppice.api.agent", "shell",
                "coppice.api.operator-token", OPERATOR,
                "coppice.repositories.app.url", forge.url("app.git"),
                "coppice.repositories.app.allow-http", "true",
                "coppice.repositories.app.token", TOKEN,
                "coppice.repositories.app.gate", "test -f good.txt",
                "coppice.repositories.app.repair-rounds", "1",
                "coppice.repositories.app.limit", "3"));
        settings.putAll(Map.of(
                "coppice.repositories.away.url", "https://127.0.0.1:1/away.git",
                "coppice.repositories.here.path", here().toString(),
                "coppice.repositories.here.base", "main",
                "coppice.repositories.here.agents", "shell,codex",
                "coppice.repositories.shut.url", forge.url("app.git"),
                "coppice.repositories.shut.allow-http", "true",
                "coppice.repositories.shut.token", "wrong"));
        settings.putAll(Map.of(
                "coppice.repositories.narrow.path",
                TestRepository.create(FOLDER.resolve("narrow")).directory().toString(),
                "coppice.repositories.narrow.agents",
                "codex"));
        settings.putAll(Map.of(
                "coppice.kubernetes.kubeconfig",
                kubeconfig().toString(),
                "coppice.kubernetes.image",
                "registry.example.org/agents:1",
                "coppice.kubernetes.git-secret",
                "git-login"));
        return settings;
    }

    @Override
    public void stop() {
        cluster.close();
        forge.close();
        AGENTS.keySet().forEach(System::clearProperty);
    }
}
