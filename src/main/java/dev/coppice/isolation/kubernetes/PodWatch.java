package dev.coppice.isolation.kubernetes;

import dev.coppice.isolation.kubernetes.PodReading.Stage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waits for what becomes of a Job's only pod. Whatever the cluster did to it is no fault of the command. */
final class PodWatch {

    static final Duration FOR_EVER = Duration.ofDays(365);

    private final Cluster cluster;
    private final String job;
    private final Pace pace;
    private String seen = "";
    private String lack = "no pod was made for it; kubectl describe job tells why";

    PodWatch(Cluster cluster, String job, Pace pace) {
        this.cluster = cluster;
        this.job = job;
        this.pace = pace;
    }

    /** The command will not come to its end there; the reason is for people. */
    static final class Lost extends Exception {

        private static final long serialVersionUID = 1;

        private final String reason;

        Lost(String reason) {
            super(reason);
            this.reason = reason;
        }

        Lost(String reason, Exception cause) {
            super(reason, cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** The time between two looks. */
    interface Pause {
        void pass() throws InterruptedException;
    }

    /** Where a change is near. */
    void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pace.between().toNanos());
    }

    /** Looks again and again, until there is what is looked for. */
    <T> T await(Duration limit, Pause pause, Function<PodReading, Optional<T>> look) throws InterruptedException, Lost {
        long start = System.nanoTime();
        while (true) {
            var pod = ask();
            var found = pod.flatMap(look);
            if (found.isPresent()) {
                return found.get();
            }
            refuse(pod);
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new Lost("nothing came of it within " + limit.toSeconds() + " s: " + lack);
            }
            pause.pass();
        }
    }

    /** What there is to say against waiting on. */
    private void refuse(Optional<PodReading> found) throws Lost, InterruptedException {
        if (found.isEmpty()) {
            refuseWithoutPod();
            return;
        }
        var pod = found.get();
        if (pod.lost().isPresent()) {
            throw new Lost(pod.lost().get());
        }
        if (!seen.isEmpty() && !seen.equals(pod.uid())) {
            throw new Lost("its pod was replaced by another one");
        }
        seen = pod.uid();
        lack = pod.lack().orElse("it had begun and did not come further");
        if (pod.isHopeless()) {
            throw new Lost(lack);
        }
        if (pod.stage(PodContainers.CLONE) instanceof Stage.Ended(int code, var _, var said) && code != 0) {
            throw new Lost("the worktree could not be fetched there: " + said);
        }
    }

    private void refuseWithoutPod() throws Lost, InterruptedException {
        if (!seen.isEmpty()) {
            throw new Lost("somebody deleted its pod");
        }
        var found = answered(() -> cluster.job(job));
        if (found.isEmpty()) {
            throw new Lost("somebody deleted the Job");
        }
        var status = found.get().getStatus();
        if (status != null) {
            for (var condition : status.getConditions()) {
                if ("Failed".equals(condition.getType()) && "True".equals(condition.getStatus())) {
                    throw new Lost("the Job failed: " + condition.getReason() + ": " + condition.getMessage());
                }
            }
        }
    }

    private Optional<PodReading> ask() throws InterruptedException, Lost {
        return answered(() -> cluster.pod(job)).map((Pod pod) -> new PodReading(pod));
    }

    private interface Question<T> {
        T ask();
    }

    /** A cluster that is busy, or renews its own servers, is asked again for a while. */
    private <T> T answered(Question<T> question) throws InterruptedException, Lost {
        long start = System.nanoTime();
        while (true) {
            try {
                return question.ask();
            } catch (KubernetesClientException e) {
                refuseIfInterrupted();
                if (System.nanoTime() - start > pace.patience().toNanos()) {
                    throw new Lost("the cluster does not answer: " + e.getMessage(), e);
                }
                TimeUnit.NANOSECONDS.sleep(pace.between().toNanos());
            }
        }
    }

    /** The client tells of an interrupt as of any other trouble. */
    static void refuseIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
