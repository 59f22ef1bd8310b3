package dev.coppice.torture;

import dev.coppice.database.DataFolder;
import dev.coppice.database.DatabaseAddress;
import dev.coppice.database.Opening;
import dev.coppice.maintenance.Takeover;
import dev.coppice.queue.Scope;
import dev.coppice.sql.PlainAutoCommit;
import dev.coppice.sql.PlainSql;
import dev.coppice.task.HomeId;
import dev.coppice.task.WorkerId;
import dev.coppice.webhook.egress.NameLookup;
import dev.coppice.worker.EveryWorktree;
import dev.coppice.worker.Worker;
import io.agroal.api.AgroalDataSource;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A service without doors: takes its data folder over, works until it is told to end, gives back what runs then.
 *
 * <p>Arguments: the data folder, the database's URL, user and password, and optionally a repository whose pooled worktrees are all lent
 * and given back once more before the end.
 */
public final class TortureWorker {

    static final int SLOTS = 3;
    static final Class<?>[] ROOTS = {Takeover.class, Worker.class, EveryWorktree.class};

    private static final Logger LOG = Logger.getLogger(TortureWorker.class);
    private static final Duration TO_GIVE_BACK = Duration.ofSeconds(60);

    /** So often as a lease of two seconds needs; the service takes ten times as long. */
    private static final long BETWEEN_JOBS = 500;

    private TortureWorker() {}

    public static void main(String... arguments) throws Exception {
        var folder = own(Path.of(arguments[0]));
        var self = WorkerId.random();
        var ended = new CountDownLatch(1);
        var stop = stopSignal(ended);
        try (var database = Pool.of(
                new DatabaseAddress(arguments[1], arguments[2], arguments[3]),
                self.value().toString())) {
            Transactions.use(database);
            serve(
                    rooms(settings(folder.root(), folder.id()), database),
                    self,
                    new HomeId(folder.id()),
                    stop,
                    List.of(arguments));
        } catch (RuntimeException e) {
            LOG.errorf(e, "this worker cannot go on");
            Runtime.getRuntime().halt(3);
        }
        folder.close();
        LOG.info("ended in good order");
        ended.countDown();
    }

    /** Webhooks are not part of this: no name is found. */
    static Wiring rooms(Map<String, String> settings, AgroalDataSource database) {
        NameLookup nobody = _ -> List.of();
        return new Wiring(settings, database, new PlainSql(), new PlainAutoCommit(database), nobody, Vertx.vertx());
    }

    private static void serve(Wiring rooms, WorkerId self, HomeId home, CountDownLatch stop, List<String> arguments)
            throws Exception {
        var worker = rooms.get(Worker.class);
        var worktrees = rooms.get(EveryWorktree.class);
        var takeover = rooms.get(Takeover.class);
        var jobs = schedule(rooms.jobs());
        takeover.takeOver(home, self, Optional.empty());
        worker.start(new Scope.Queues(), self, home, SLOTS);
        if (arguments.size() > 4) {
            // All that can be at work, those that are checked meanwhile, and the one that the pool has to spare.
            worktrees.lendAll(Path.of(arguments.get(4)), SLOTS + (SLOTS - 1) + 1);
        }
        System.out.println("ready");
        stop.await();
        boolean drained = worker.drain(TO_GIVE_BACK);
        jobs.shutdown();
        if (!drained || !jobs.awaitTermination(TO_GIVE_BACK.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("something would not end");
        }
        rooms.shutDown();
    }

    /** Leases so short that a minute holds many; the rest is as it is shipped. */
    static Map<String, String> settings(Path folder, UUID id) {
        return Map.of(
                "coppice.folder.root", folder.toString(),
                "coppice.folder.id", id.toString(),
                "coppice.queue.shared-repositories", "/",
                "coppice.queue.lease", "2s",
                "coppice.queue.beat", "500ms",
                "coppice.queue.reap-grace", "500ms",
                "coppice.queue.hard-deadline", "8s");
    }

    /** The predecessor may have been killed a moment ago. */
    private static DataFolder own(Path home) {
        return switch (DataFolder.open(home, "torture worker")) {
            case Opening.Opened(var folder) -> folder;
            case Opening.Owned(var pid, var command) ->
                throw new IllegalStateException(home + " is owned by " + command + ", pid " + pid);
            case Opening.Unusable(var reason) -> throw new IllegalStateException(reason);
        };
    }

    private static ScheduledExecutorService schedule(List<Runnable> jobs) {
        var timer = Executors.newScheduledThreadPool(
                jobs.size(), Thread.ofPlatform().name("job-", 1).daemon().factory());
        for (var job : jobs) {
            var _ = timer.scheduleWithFixedDelay(
                    () -> surviving(job), BETWEEN_JOBS, BETWEEN_JOBS, TimeUnit.MILLISECONDS);
        }
        return timer;
    }

    /** As the scheduler does it: a failure is logged, and the job comes again. */
    private static void surviving(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "a job failed: %s", e.getCause() == null ? e : e.getCause().getCause());
        }
    }

    /** Counted down by SIGTERM; the process then ends when the latch that is given says so. */
    private static CountDownLatch stopSignal(CountDownLatch ended) {
        var stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        return stop;
    }
}
