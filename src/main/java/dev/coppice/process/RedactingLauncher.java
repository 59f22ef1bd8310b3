package dev.coppice.process;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Starts commands through another launcher and blacks out secrets in all that they print, whoever it is for. */
public final class RedactingLauncher implements Launcher {

    private final Launcher launcher;
    private final List<String> secrets;

    /** Every one of the {@code secrets} is a text that no log, message or event may hold. */
    public RedactingLauncher(Launcher launcher, Collection<String> secrets) {
        this.launcher = launcher;
        this.secrets = List.copyOf(secrets);
    }

    /** Where both streams go to one output they stay one, so that their order does. */
    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        if (secrets.isEmpty()) {
            return launcher.launch(command, standardOutput, standardError);
        }
        var output = new Redaction(standardOutput, secrets);
        var error = standardOutput.equals(standardError) ? output : new Redaction(standardError, secrets);
        return new Redacted(launcher.launch(command, output, error), List.of(output, error));
    }

    private record Redacted(RunningProcess process, List<Redaction> outputs) implements RunningProcess {

        @Override
        public Optional<ProcessIdentity> identity() {
            return process.identity();
        }

        @Override
        public ProcessResult await() {
            var result = process.await();
            try {
                for (Redaction output : outputs) {
                    output.finish();
                }
            } catch (IOException e) {
                // As in Pump: output that cannot be written, on a full disk, must not fail the command.
            }
            return result;
        }

        @Override
        public void stop() {
            process.stop();
        }
    }
}
