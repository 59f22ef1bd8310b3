package dev.coppice.isolation.kubernetes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.isolation.AttemptName;
import dev.coppice.isolation.Enclosure;
import dev.coppice.process.Command;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tail;
import dev.coppice.repository.AForge;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An attempt on a repository behind a login, with a worktree here and a cluster there. */
final class AClusterWork implements AutoCloseable {

    static final String EXECUTION = "exec_0123456789ab";
    static final String BRANCH = "refs/heads/coppice/" + EXECUTION + "/attempt/1.2/3";

    /** The data folder. */
    private record Folder(Path root, UUID id) implements OwnFolder {}

    final FakeCluster cluster;
    final AForge forge;
    final GitRepository repository;
    final Path worktree;
    final OwnFolder folder;
    final ClusterJobs jobs;
    private final Origins origins;
    private final Connection connection;
    Tail output = new Tail(1 << 16);
    private final List<String> setup;
    private Enclosure enclosure;

    AClusterWork(Path place, List<String> setup) throws IOException {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v bwrap")
                                .start()
                                .onExit()
                                .join()
                                .exitValue()
                        == 0,
                "no bubblewrap here to be a node");
        this.setup = setup;
        cluster = new FakeCluster(place.resolve("node"));
        cluster.secrets().put("git-login", Map.of("username", "x-access-token", "password", AForge.TOKEN));
        cluster.secrets().put("agent-keys", Map.of("AGENT_KEY", "key of the agent"));
        forge = AForge.in(place);
        var named = forge.named();
        named.refresh("app");
        repository = AForge.open(named.get("app").folder());
        worktree = place.resolve("work trees/1");
        repository
                .git()
                .demand("worktree", "add", "--quiet", "--detach", worktree.toString(), "refs/remotes/origin/main");
        folder = new Folder(Files.createDirectories(place.resolve("home")), new UUID(7, 7));
        Files.createDirectories(folder.scratch().resolve("0/home"));
        origins = new Origins(named.repositories());
        connection = new Connection(cluster::cluster);
        jobs = jobs(Map.of());
    }

    private ClusterJobs jobs(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("git-secret", "git-login", "environment-secret", "agent-keys"));
        all.putAll(settings);
        return new ClusterJobs(
                TestKubernetesConfig.of(all),
                folder,
                origins,
                connection,
                new Pace(Duration.ofMillis(30), Duration.ofMillis(50), Duration.ofSeconds(5)));
    }

    /** The same for the next test: as if nothing had been done. */
    void clear() throws IOException {
        cluster.forget();
        output = new Tail(1 << 16);
        leave();
        TestRepository.shell(worktree, "git reset -q --hard; git clean -fdxq");
    }

    private void leave() throws IOException {
        if (enclosure != null) {
            enclosure.leave();
            enclosure = null;
        }
    }

    /** From now on these settings hold, until it is cleared. */
    void with(Map<String, String> settings) throws IOException {
        leave();
        enclosure = enclosure(jobs(settings));
    }

    private Enclosure enclosure(ClusterJobs of) throws IOException {
        return of.enclosure(name(), "registry.example.org/agents:1", repository, setup);
    }

    static AttemptName name() {
        var lease = new Lease(new ExecutionId(EXECUTION), new TaskId(1), 3, UUID.randomUUID());
        return new AttemptName(lease, new TaskNumber("1.2"));
    }

    Enclosure enclosure() throws IOException {
        if (enclosure == null) {
            enclosure = enclosure(jobs);
        }
        return enclosure;
    }

    /** As an agent's. */
    RunningProcess start(Command command) throws IOException {
        return enclosure().forAgent(List.of()).launch(command, output, output);
    }

    /** Waits until a command has said so; the machine may be busy. */
    void awaitWord(String word) {
        await().atMost(Duration.ofMinutes(1)).until(() -> output.lastLines(1).equals(word));
    }

    ProcessResult agent(String script) throws IOException {
        return start(command(script)).await();
    }

    ProcessResult check(String script) throws IOException {
        return enclosure()
                .forChecks(List.of())
                .launch(command(script), output, output)
                .await();
    }

    Command command(String script) {
        return command(script, "", Map.of());
    }

    Command command(String script, String input, Map<String, String> variables) {
        var environment = new HashMap<>(Map.of(
                "TMPDIR", folder.scratch().resolve("0").toString(),
                "HOME", folder.scratch().resolve("0/home").toString()));
        environment.putAll(variables);
        return new Command(List.of("sh", "-ec", script), worktree, environment, input, Duration.ofMinutes(2));
    }

    /** The branches at the origin, by full name. */
    List<String> branches() {
        return TestRepository.git(forge.folder().resolve("forge/app.git"), "for-each-ref", "--format=%(refname)")
                .lines()
                .toList();
    }

    @Override
    public void close() {
        cluster.close();
        forge.close();
    }
}
