package dev.coppice.torture;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Does the faults, each kind in turn in an order of chance, and counts what was really done. */
final class Faults {

    private static final long LEASE = 2000;
    private static final long GRACE = 500;
    private static final long TO_CATCH = 6000;

    private static final String LANDING = """
            select l.home
              from integration_intent i
              join task_lease l on l.task_id = i.task_id and l.token = i.token
             where i.state = 'open'
            """;

    /** Where nothing else lands for a while: only the fence keeps a landing away that comes back to life. */
    private static final String LONELY_LANDING =
            LANDING + " and 3 = (select count(*) from task t where t.execution_id = i.execution_id)";

    /**
     * Its end is on its way, without a look at the lease before, when the way opens again: if the lease has gone to another attempt by then,
     * only the token tells.
     */
    private static final String ABOUT_TO_FAIL = """
            select l.home
              from task_lease l
              join task t on t.id = l.task_id
              join attempt a on a.task_id = l.task_id and a.number = l.attempt
             where t.number = '%s' and a.phase = 'running'
             limit 1
            """.formatted(Submitted.FAILING);

    private final Fleet fleet;
    private final Database database;
    private final Random random;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final List<String> failures = new ArrayList<>();
    private final List<Fault> deck = new ArrayList<>();
    private final List<Thread> underWay = new ArrayList<>();
    private int begun;

    Faults(Fleet fleet, Database database, Random random) {
        this.fleet = fleet;
        this.database = database;
        this.random = random;
    }

    /** Begins the next fault and returns; it may take seconds. */
    void next() {
        begun++;
        if (deck.isEmpty()) {
            deck.addAll(rarest());
            Collections.shuffle(deck, random);
        }
        var fault = deck.removeLast();
        var chance = new Random(random.nextLong());
        underWay.removeIf(thread -> !thread.isAlive());
        underWay.add(Thread.ofVirtual().name("fault-" + fault).start(() -> inject(fault, chance)));
    }

    int begun() {
        return begun;
    }

    /** What could not be done before, because there was no landing to catch or nobody to pick, comes again first. */
    private synchronized List<Fault> rarest() {
        int fewest = fewest();
        return Arrays.stream(Fault.values())
                .filter(fault -> done.getOrDefault(fault, 0) == fewest)
                .toList();
    }

    synchronized int fewest() {
        return List.of(Fault.values()).stream()
                .mapToInt(fault -> done.getOrDefault(fault, 0))
                .min()
                .orElse(0);
    }

    synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Faults that could not be done for a reason of the test's own. */
    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    void awaitEnd() throws InterruptedException {
        for (var thread : underWay) {
            thread.join();
        }
    }

    private void inject(Fault fault, Random chance) {
        try {
            if (isDone(fault, chance)) {
                synchronized (this) {
                    done.merge(fault, 1, Integer::sum);
                }
            }
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                failures.add(fault + ": " + e);
            }
        }
    }

    private boolean isDone(Fault fault, Random chance) throws IOException {
        return switch (fault) {
            case CRASH -> {
                database.crash();
                yield true;
            }
            case TERMINATE -> isTerminated();
            case KILL_LANDING -> catchOwner(LANDING, fault, chance);
            case STOP_LANDING -> catchOwner(LONELY_LANDING, fault, chance) || catchOwner(LANDING, fault, chance);
            case DELAY -> catchOwner(ABOUT_TO_FAIL, fault, chance);
            case KILL_JVM, KILL_TREE, STOP_JVM, STOP_TREE, WAKE_BEFORE_REAPER, CUT, SWALLOW -> {
                var member = fleet.pick(chance);
                member.ifPresent(picked -> disturb(picked, fault, chance));
                yield member.isPresent();
            }
        };
    }

    private void disturb(Member member, Fault fault, Random chance) {
        try {
            switch (fault) {
                case KILL_JVM -> kill(member, member.process().alone(), chance);
                case KILL_TREE, KILL_LANDING -> kill(member, member.process().tree(), chance);
                case STOP_JVM -> stop(member.process().alone(), pause(chance));
                case STOP_TREE -> stop(member.process().tree(), pause(chance));
                case STOP_LANDING -> stop(member.process().tree(), LEASE + 3 * GRACE + chance.nextLong(1200));
                case WAKE_BEFORE_REAPER -> wakeBeforeReaper(member);
                case CUT -> member.proxy().cut();
                case SWALLOW -> turn(member.proxy(), Proxy.Way.SWALLOW, pause(chance));
                case DELAY -> turn(member.proxy(), Proxy.Way.DELAY, LEASE + 3 * GRACE + chance.nextLong(1200));
                case TERMINATE, CRASH -> throw new IllegalStateException("not done to one worker: " + fault);
            }
        } catch (IOException e) {
            throw new IllegalStateException("could not do " + fault, e);
        } finally {
            member.leaveAlone();
        }
    }

    /** Longer than a lease, and around the moment at which a reaper comes. */
    private static long pause(Random chance) {
        return LEASE + GRACE + chance.nextLong(2000);
    }

    private static void kill(Member member, long[] pids, Random chance) throws IOException {
        member.restartAfter(MILLISECONDS.toNanos(chance.nextLong(1500)));
        Signals.send("KILL", pids);
    }

    private static void stop(long[] pids, long millis) throws IOException {
        Signals.send("STOP", pids);
        park(millis);
        Signals.send("CONT", pids);
    }

    private static void turn(Proxy proxy, Proxy.Way way, long millis) {
        proxy.turn(way);
        park(millis);
        proxy.turn(Proxy.Way.OPEN);
    }

    /** Reapers find the leases expired, and then have to wait for the executions' rows. */
    private void wakeBeforeReaper(Member member) throws IOException {
        long[] pids = member.process().alone();
        Signals.send("STOP", pids);
        try {
            park(LEASE - GRACE);
            database.with(connection -> {
                connection.setAutoCommit(false);
                Database.rows(connection, "select id from execution where finished_at is null for no key update");
                park(GRACE + 1400);
                Signals.sendQuietly("CONT", pids);
                park(700);
                connection.rollback();
                return true;
            });
        } finally {
            Signals.send("CONT", pids);
        }
    }

    private boolean isTerminated() {
        return !database.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where backend_type = 'client backend' and application_name not in ('', '" + Server.OURS
                        + "')")
                .isEmpty();
    }

    private boolean catchOwner(String query, Fault fault, Random chance) {
        long deadline = System.nanoTime() + MILLISECONDS.toNanos(TO_CATCH);
        var caught = database.with(connection -> {
            while (System.nanoTime() - deadline < 0) {
                var member = owner(Database.rows(connection, query));
                if (member.isPresent()) {
                    return member;
                }
                park(1);
            }
            return Optional.<Member>empty();
        });
        caught.ifPresent(member -> disturb(member, fault, chance));
        return caught.isPresent();
    }

    private Optional<Member> owner(List<String> homes) {
        try {
            return homes.isEmpty() ? Optional.empty() : fleet.pick(UUID.fromString(homes.getFirst()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void park(long millis) {
        long until = System.nanoTime() + MILLISECONDS.toNanos(millis);
        for (long left = MILLISECONDS.toNanos(millis); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
