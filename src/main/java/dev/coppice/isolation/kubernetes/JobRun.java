package dev.coppice.isolation.kubernetes;

import dev.coppice.isolation.kubernetes.PodReading.Stage;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** One Job, from its making to its end; afterwards nothing of it is left that the cluster would not clear away itself. */
final class JobRun {

    /** What {@link PodScripts} says at its end, in a file that the command could write to as well. */
    private static final Pattern EXIT = Pattern.compile("exit (\\d{1,3})");

    private static final Pattern SETUP = Pattern.compile("setup (\\d{1,3}) (\\d{1,3})");

    private final Cluster cluster;
    private final JobManifest manifest;
    private final Pace pace;
    private final Output output;
    private final PodWatch watch;

    JobRun(Cluster cluster, JobManifest manifest, Pace pace, Output output) {
        this.cluster = cluster;
        this.manifest = manifest;
        this.pace = pace;
        this.output = output;
        this.watch = new PodWatch(cluster, manifest.order().name(), pace);
    }

    /**
     * How it ended.
     *
     * @param pushed what the last container said of what the command left; empty where nothing comes back
     */
    record Done(ProcessResult result, String pushed) {

        static Done without(ProcessResult result) {
            return new Done(result, "");
        }

        static Done not(String reason) {
            return without(new ProcessResult.NotStarted(reason));
        }
    }

    /** Runs it; {@code begun} is told when the command's own time begins. An interrupt ends the Job. */
    Done run(Runnable begun) throws InterruptedException {
        try {
            return made(begun);
        } catch (PodWatch.Lost e) {
            return Done.not(program() + " could not be run in the cluster: " + e.reason());
        } finally {
            remove();
        }
    }

    private String program() {
        return manifest.order().command().arguments().getFirst();
    }

    private Done made(Runnable begun) throws InterruptedException, PodWatch.Lost {
        try {
            cluster.create(manifest.secret(cluster.create(manifest.job())));
        } catch (KubernetesClientException e) {
            PodWatch.refuseIfInterrupted();
            throw new PodWatch.Lost("it does not take the Job: " + e.getMessage(), e);
        }
        var pod = watch.await(
                manifest.config().startLimit(),
                watch::pause,
                reading -> hasBegun(reading) ? Optional.of(reading) : Optional.empty());
        begun.run();
        long start = System.nanoTime();
        var log = LogFollower.start(cluster, pod.name(), output, pace.between());
        try {
            var end = watch.await(PodWatch.FOR_EVER, () -> log.pause(pace), ended(PodContainers.COMMAND));
            log.finish();
            return ended(end, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            log.cut();
        }
    }

    private static boolean hasBegun(PodReading pod) {
        return switch (pod.stage(PodContainers.COMMAND)) {
            case Stage.Waiting _ -> false;
            case Stage.Running _, Stage.Ended _ -> true;
        };
    }

    private static Function<PodReading, Optional<Stage.Ended>> ended(String container) {
        return pod -> pod.stage(container) instanceof Stage.Ended end ? Optional.of(end) : Optional.empty();
    }

    private Done ended(Stage.Ended end, Duration ran) throws InterruptedException, PodWatch.Lost {
        if (end.reason().equals("OOMKilled")) {
            return Done.without(new ProcessResult.Exceeded("it used more memory than its pod may"));
        }
        if (end.code() != 0) {
            throw new PodWatch.Lost("its container ended with " + end.code() + " (" + end.reason() + ") " + end.said());
        }
        var exit = EXIT.matcher(end.said());
        if (exit.matches()) {
            return exited(new ProcessResult.Exited(Integer.parseInt(exit.group(1)), ran));
        }
        var setup = SETUP.matcher(end.said());
        if (setup.matches()) {
            return Done.not(
                    "the set-up failed in the pod, with exit code " + setup.group(2) + ": " + setup(setup.group(1)));
        }
        if (end.said().equals("missing")) {
            return Done.not("cannot start " + program() + ": the image has no such program");
        }
        throw new PodWatch.Lost("nobody knows how it ended: '" + end.said() + "'");
    }

    /** The command beside it could have said any number. */
    private String setup(String number) {
        var all = manifest.order().setup();
        int index = Integer.parseInt(number) - 1;
        return index >= 0 && index < all.size() ? all.get(index) : "command " + number;
    }

    private Done exited(ProcessResult.Exited exited) throws InterruptedException, PodWatch.Lost {
        if (!manifest.order().returning()) {
            return Done.without(exited);
        }
        var push = watch.await(manifest.config().pushLimit(), watch::pause, ended(PodContainers.PUSH));
        if (push.code() != 0) {
            throw new PodWatch.Lost("what it left could not be pushed: " + push.said());
        }
        return new Done(exited, push.said());
    }

    /** What is not taken away here ends by its own deadline; it can write to nothing of ours. */
    private void remove() {
        boolean isInterrupted = Thread.interrupted();
        try {
            cluster.delete(manifest.order().name());
        } catch (KubernetesClientException e) {
            Log.warnf("cannot delete the Job %s: %s", manifest.order().name(), e.getMessage());
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
