package dev.coppice.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Starts commands as ordinary processes of this host. */
public final class HostLauncher implements Launcher {

    @Override
    public RunningProcess launch(Command command, Output standardOutput, Output standardError) {
        var builder = new ProcessBuilder(command.arguments())
                .directory(command.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        try {
            var process = Spawner.start(builder);
            return new HostProcess(process, command, standardOutput, standardError);
        } catch (IOException e) {
            return new NotStartedProcess(String.valueOf(e.getMessage()));
        }
    }

    private record NotStartedProcess(String reason) implements RunningProcess {

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

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
