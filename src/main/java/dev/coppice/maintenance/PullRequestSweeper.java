package dev.coppice.maintenance;

import dev.coppice.pullrequest.PullRequestWork;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.HomeId;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Takes the pull requests on that are due; each in a thread of its own, because a forge may keep it waiting. */
@ApplicationScoped
class PullRequestSweeper {

    private static final int MOST_AT_ONCE = 4;

    private final PullRequestWork requests;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private volatile Optional<HomeId> home = Optional.empty();

    PullRequestSweeper(PullRequestWork requests) {
        this.requests = requests;
    }

    /** From now on every few seconds; what a dead predecessor of this data folder was at is free. */
    void start(HomeId own) {
        requests.release(own);
        home = Optional.of(own);
    }

    @Scheduled(every = "5s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            home.ifPresent(own -> requests.due(own).forEach(this::begin));
        } catch (RuntimeException e) {
            Log.warnf("could not look for pull requests that are due: %s", e.getMessage());
        }
    }

    /** What finds no place comes later. */
    private void begin(ExecutionId execution) {
        if (places.tryAcquire()) {
            Thread.ofVirtual().name("pull request " + execution).start(() -> advance(execution));
        }
    }

    private void advance(ExecutionId execution) {
        try {
            requests.advance(execution);
        } catch (RuntimeException e) {
            Log.warnf("could not take the pull request of %s on: %s", execution, e.getMessage());
        } finally {
            places.release();
        }
    }
}
