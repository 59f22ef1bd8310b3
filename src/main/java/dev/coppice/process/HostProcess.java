package dev.coppice.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One command that runs on this host. */
final class HostProcess implements RunningProcess {

    /** Who ended the command; the first one counts. */
    private enum Ending {
        ITSELF,
        STOPPED,
        TIMED_OUT,
        EXCEEDED
    }

    private final Process process;
    private final ProcessTree tree;
    private final Streams streams;
    private final Duration timeLimit;
    private final Duration grace;
    private final long began = System.nanoTime();
    private volatile String exceeded = "";
    private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.ITSELF);

    HostProcess(Process process, ProcessTree tree, Streams streams, Duration timeLimit, Duration grace) {
        this.process = process;
        this.tree = tree;
        this.streams = streams;
        this.timeLimit = timeLimit;
        this.grace = grace;
    }

    @Override
    public Optional<ProcessIdentity> identity() {
        return tree.identity();
    }

    @Override
    public ProcessResult await() {
        boolean interrupted = waitForRoot();
        var ran = Duration.ofNanos(System.nanoTime() - began);
        tree.endRest();
        streams.drain();
        tree.release().forEach(streams::remark);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return result(ran);
    }

    @Override
    public void stop() {
        end(Ending.STOPPED);
    }

    /** It has used more than it may: ends it, saying so in these words. */
    void exceed(String limit) {
        exceeded = limit;
        end(Ending.EXCEEDED);
    }

    /** Returns whether the waiter was interrupted meanwhile, which stops the command. */
    private boolean waitForRoot() {
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                waitWithinLimit();
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            }
        }
        return interrupted;
    }

    private void waitWithinLimit() throws InterruptedException {
        if (ending.get() != Ending.ITSELF) {
            process.waitFor();
        } else if (!process.waitFor(timeLeft(), TimeUnit.NANOSECONDS)) {
            end(Ending.TIMED_OUT);
        }
    }

    private long timeLeft() {
        return timeLimit.toNanos() - (System.nanoTime() - began);
    }

    private void end(Ending why) {
        if (process.isAlive() && ending.compareAndSet(Ending.ITSELF, why)) {
            Thread.ofPlatform().daemon().name("process-end").start(this::endTree);
        }
    }

    private void endTree() {
        tree.askToEnd();
        try {
            if (!process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                tree.kill();
            }
        } catch (InterruptedException e) {
            tree.kill(); // nobody else knows this thread; if it is asked to hurry, the grace is over
        }
    }

    private ProcessResult result(Duration ran) {
        return switch (ending.get()) {
            case ITSELF -> new ProcessResult.Exited(process.exitValue(), ran);
            case STOPPED -> new ProcessResult.Stopped(process.exitValue());
            case EXCEEDED -> new ProcessResult.Exceeded(exceeded);
            case TIMED_OUT -> new ProcessResult.TimedOut(timeLimit);
        };
    }
}
