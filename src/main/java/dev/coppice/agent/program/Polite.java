package dev.coppice.agent.program;

import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A CLI's process that is asked to stop in the CLI's own words first, where it has some; if that is in vain it is ended as any other. */
record Polite(RunningProcess process, CliRun run) implements RunningProcess {

    /** Agents that heed the words do so within a fraction of a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Optional<ProcessIdentity> identity() {
        return process.identity();
    }

    @Override
    public ProcessResult await() {
        return process.await();
    }

    @Override
    public void stop() {
        if (run.cancel()) {
            var _ = Linger.CLOCK.schedule(process::stop, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            process.stop();
        }
    }
}
