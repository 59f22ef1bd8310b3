package dev.coppice.agent;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessIdentity;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import dev.coppice.process.Tee;
import java.util.Optional;

/** Keeps what a command prints and how it ends. */
public final class RecordingLauncher implements Launcher {

    private static final int ENOUGH = 1 << 20;

    public final Capture output = new Capture(ENOUGH);
    public final Capture errors = new Capture(ENOUGH);
    public ProcessResult ended = new ProcessResult.NotStarted("not yet");

    private final Launcher launcher;

    public RecordingLauncher(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        return new Recorded(launcher.launch(command, Tee.of(standardOutput, output), Tee.of(standardError, errors)));
    }

    private final class Recorded implements RunningProcess {

        private final RunningProcess process;

        private Recorded(RunningProcess process) {
            this.process = process;
        }

        @Override
        public Optional<ProcessIdentity> identity() {
            return process.identity();
        }

        @Override
        public ProcessResult await() {
            ended = process.await();
            return ended;
        }

        @Override
        public void stop() {
            process.stop();
        }
    }
}
