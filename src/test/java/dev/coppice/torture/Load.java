package dev.coppice.torture;

import dev.coppice.database.DatabaseAddress;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.integration.Integrator;
import dev.coppice.queue.Driver;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.queue.Executions;
import dev.coppice.queue.NewExecution;
import dev.coppice.queue.PlainRows;
import dev.coppice.queue.Scheduling;
import dev.coppice.queue.publication.Publishing;
import dev.coppice.sql.PlainAutoCommit;
import dev.coppice.sql.PlainSql;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.HomeId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Submits executions as long as they are wanted, never so many that the last faults would find none. */
final class Load {

    private static final int OPEN_AT_ONCE = 5;
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private final List<Submitted> submitted = new ArrayList<>();
    private final Repository repository;
    private final AgentScript agent;
    private final Random random;
    private final HomeId nobody = new HomeId(UUID.randomUUID());

    Load(Repository repository, AgentScript agent, Random random) {
        this.repository = repository;
        this.agent = agent;
        this.random = random;
    }

    List<Submitted> submitted() {
        return List.copyOf(submitted);
    }

    int tasks() {
        return submitted.stream().mapToInt(one -> one.kinds().size()).sum();
    }

    void submitUpTo(int open, Database database, Server server) throws IOException {
        for (int i = open; i < OPEN_AT_ONCE; i++) {
            submit(submitted.size() % 3 == 0 ? Submitted.chain() : Submitted.wide(random), database, server.address());
        }
    }

    private void submit(Submitted one, Database database, DatabaseAddress address) throws IOException {
        begin(one);
        database.with(_ -> {
            try (var pool = Pool.of(address, Server.OURS)) {
                Transactions.use(pool);
                var standIns = new ArrayList<Object>(PlainRows.all(new PlainSql()));
                standIns.add(new PlainSql());
                standIns.add(new PlainAutoCommit(pool));
                standIns.add(pool);
                return new Wiring(settings(), standIns.toArray())
                        .get(Executions.class)
                        .submit(execution(one));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        database.change(patience(one.id()));
        submitted.add(one);
    }

    /** Before the first task of it can be claimed, as a submission does it. */
    private void begin(Submitted one) throws IOException {
        switch (GitRepository.open(repository.directory())) {
            case Opening.Opened(var opened) ->
                new Integrator(opened).begin(new ExecutionRefs(one.id()), new CommitId(repository.head()));
            case Opening.Refused(var reason) -> throw new IllegalStateException(reason);
        }
    }

    /** The test is to see each task end as it should, however often it is hit. */
    private static String patience(ExecutionId execution) {
        return "update task set max_lease_losses = 10000, max_infrastructure_faults = 10000, max_takeovers = 10000"
                + " where execution_id = '" + execution + "'";
    }

    /** Every worker reaches the repository. */
    private Map<String, String> settings() {
        return Map.of(
                "coppice.folder.root",
                        repository.directory().resolveSibling("nobody").toString(),
                "coppice.folder.id", nobody.value().toString(),
                "coppice.queue.notifications", "false",
                "coppice.queue.shared-repositories", repository.directory().toString());
    }

    private NewExecution execution(Submitted one) throws IOException {
        return new NewExecution(
                one.id(),
                repository.directory(),
                ExecutionMode.WORKTREE,
                "plan.md",
                one.plan(),
                "# Torture\n",
                "hash",
                new CommitId(repository.head()),
                Publishing.none(),
                new ExecutionSettings("command", agent.command(), "host", TIME_LIMIT, TortureWorker.SLOTS),
                nobody,
                Driver.SERVICE,
                Scheduling.usual(),
                Optional.empty(),
                List.of());
    }
}
