package dev.coppice.isolation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.agent.TestWorktree;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.process.Launcher;
import dev.coppice.process.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sandboxes for the worktrees of one repository, with a data folder and a user's home of their own. */
public final class TestSandbox {

    private final Path folder;
    private final GitRepository repository;
    private final SandboxSettings settings;

    private TestSandbox(Path folder, GitRepository repository, SandboxSettings settings) {
        this.folder = folder;
        this.repository = repository;
        this.settings = settings;
    }

    /** Skips the test where there are no sandboxes. Below the folder are the data folder {@code data} and the user's home {@code user}. */
    public static TestSandbox of(Path repository, Path folder) {
        assumeTrue(
                Sandboxes.missing().isEmpty(),
                () -> "no sandbox here: " + Sandboxes.missing().orElse(""));
        try {
            for (var name : List.of("data", "user")) {
                Files.createDirectories(folder.resolve(name));
            }
            commitSomething(repository);
            return new TestSandbox(folder.toRealPath(), open(repository), settings("hosts", List.of("*")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No worktree can be made of a repository without a commit. */
    private static void commitSomething(Path repository) {
        if (GitRepository.open(repository) instanceof Opening.Refused) {
            var who = List.of("-c", "user.name=Somebody", "-c", "user.email=somebody@example.invalid");
            var line = new ArrayList<>(List.of("git", "-C", repository.toString()));
            line.addAll(who);
            line.addAll(List.of("commit", "-q", "--allow-empty", "-m", "First"));
            TestWorktree.command(line.toArray(String[]::new));
        }
    }

    private static GitRepository open(Path repository) {
        return switch (GitRepository.open(repository)) {
            case Opening.Opened(var opened) -> opened;
            case Opening.Refused(var reason) -> throw new IllegalStateException(reason);
        };
    }

    /** With the network {@code on}, {@code off} or {@code hosts}, and these hosts. */
    public TestSandbox network(String word, String... hosts) {
        return new TestSandbox(folder, repository, settings(word, List.of(hosts)));
    }

    TestSandbox showing(List<Path> readOnly, List<Path> writable) {
        return new TestSandbox(
                folder,
                repository,
                new SandboxSettings(settings.isolation(), settings.reach(), settings.hosts(), readOnly, writable));
    }

    private static SandboxSettings settings(String network, List<String> hosts) {
        record Config(String network, Optional<List<String>> hosts) implements SandboxConfig {
            @Override
            public String isolation() {
                return "sandbox";
            }

            @Override
            public Optional<List<String>> readOnly() {
                return Optional.empty();
            }

            @Override
            public Optional<List<String>> writable() {
                return Optional.empty();
            }
        }
        return SandboxSettings.of(new Config(network, Optional.of(hosts)), Map.of("HOME", "/nobody"));
    }

    /** Starts an agent of this CLI. */
    public Launcher forAgent(String cli) {
        return sandbox(cli, gateways()).forAgent(List.of());
    }

    /** Starts checks whose way out is made by these. */
    Launcher through(Gateways.Relays relays) {
        return sandbox("", new Gateways(data().resolve("proxies"), relays)).forChecks(List.of());
    }

    /** Starts set-up and checks. */
    public Launcher forChecks(Path... shared) {
        return sandbox("", gateways()).forChecks(List.of(shared));
    }

    Path data() {
        return folder.resolve("data");
    }

    Path user() {
        return folder.resolve("user");
    }

    private Gateways gateways() {
        return new Gateways(data().resolve("proxies"));
    }

    private Sandbox sandbox(String cli, Gateways gateways) {
        try {
            var own = Files.createTempDirectory(Files.createDirectories(data().resolve("sandboxes")), "one");
            return new Sandbox(
                    new Place(repository, own, List.of(), Limits.none()), settings, gateways, cli, user(), data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
