package dev.coppice.process;

import java.util.Optional;

/** A command that could not even be started, for the reason given. */
public record NotStarted(String reason) implements RunningProcess {

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
