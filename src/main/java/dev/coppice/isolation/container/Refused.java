package dev.coppice.isolation.container;

import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.util.Optional;

/** What cannot run in a container here now, and why. */
public record Refused(String reason) implements Launcher, RunningProcess {

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return this;
    }

    @Override
    public Optional<ProcessIdentity> identity() {
        return Optional.empty();
    }

    @Override
    public ProcessResult await() {
        return new ProcessResult.NotStarted(reason);
    }

    @Override
    public void stop() {}
}
