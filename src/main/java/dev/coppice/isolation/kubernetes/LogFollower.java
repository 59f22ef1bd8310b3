package dev.coppice.isolation.kubernetes;

import dev.coppice.process.Output;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands on what a container prints while it prints it; a connection that ends too early is followed by another one. */
final class LogFollower {

    private static final Duration FOR_THE_REST = Duration.ofSeconds(30);
    private static final int MOST_FAILURES_AT_THE_END = 5;

    private final Cluster cluster;
    private final String pod;
    private final LogLines lines;
    private final Duration pause;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Open once the log has ended for the first time, which mostly means that the container has. */
    private final CountDownLatch quiet = new CountDownLatch(1);

    private final Thread thread;
    private volatile boolean isCut;
    private volatile @Nullable InputStream stream;

    private LogFollower(Cluster cluster, String pod, Output output, Duration pause) {
        this.cluster = cluster;
        this.pod = pod;
        this.lines = new LogLines(neverFailing(output));
        this.pause = pause;
        this.thread = Thread.ofPlatform().daemon().name("job-log").unstarted(this::follow);
    }

    /** As everywhere: output that cannot be written, on a full disk, must not fail the command. */
    private static Output neverFailing(Output output) {
        return (buffer, length) -> {
            try {
                output.write(buffer, length);
            } catch (IOException e) {
                // The log says so by its gap.
            }
        };
    }

    static LogFollower start(Cluster cluster, String pod, Output output, Duration pause) {
        var follower = new LogFollower(cluster, pod, output, pause);
        follower.thread.start();
        return follower;
    }

    private void follow() {
        try {
            int failures = 0;
            while (!isCut) {
                boolean isLast = over.getCount() == 0;
                boolean isWhole = isReadOnce();
                failures = isLast && !isWhole ? failures + 1 : 0;
                if ((isLast && isWhole) || failures == MOST_FAILURES_AT_THE_END) {
                    return;
                }
                var _ = over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody but the owner of this thread interrupts it, to end it
        }
    }

    private boolean isReadOnce() throws InterruptedException {
        try (var log = cluster.log(pod, PodContainers.COMMAND, lines.since().orElse(null))) {
            stream = log;
            lines.read(log);
            quiet.countDown();
            return true;
        } catch (IOException | KubernetesClientException e) {
            return false;
        } finally {
            stream = null;
        }
    }

    /** Until it is time to look at the container again: long while it prints, or may, and short once its log has ended. */
    void pause(Pace pace) throws InterruptedException {
        if (quiet.getCount() == 0) {
            TimeUnit.NANOSECONDS.sleep(pace.between().toNanos());
        } else {
            var _ = quiet.await(pace.working().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The container has ended: waits until the last of its log has come, but not for ever. */
    void finish() throws InterruptedException {
        over.countDown();
        try {
            var _ = thread.join(FOR_THE_REST);
        } finally {
            cut();
        }
    }

    /** Nobody wants the rest. */
    void cut() {
        isCut = true;
        over.countDown();
        thread.interrupt();
        var open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is not read any more.
            }
        }
    }
}
