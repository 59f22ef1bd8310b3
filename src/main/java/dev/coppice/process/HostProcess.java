package dev.coppice.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One process of this host, with its output on two threads and its input on a third. */
final class HostProcess implements RunningProcess {

    private static final UUID UNKNOWN_BOOT = new UUID(0, 0);

    private final Process process;
    private final Command command;
    private final long began = System.nanoTime();
    private final Thread[] pumps;
    private volatile boolean stopped;

    HostProcess(Process process, Command command, Output standardOutput, Output standardError) {
        this.process = process;
        this.command = command;
        this.pumps = new Thread[] {
            Thread.ofVirtual().start(this::feed),
            Thread.ofVirtual().start(() -> pump(process.getInputStream(), standardOutput)),
            Thread.ofVirtual().start(() -> pump(process.getErrorStream(), standardError))
        };
    }

    @Override
    public Optional<ProcessIdentity> identity() {
        return Optional.of(new ProcessIdentity(process.pid(), 0, UNKNOWN_BOOT));
    }

    @Override
    public ProcessResult await() {
        try {
            boolean ended = process.waitFor(command.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            for (Thread pump : pumps) {
                pump.join();
            }
            if (!ended) {
                return new ProcessResult.TimedOut(command.timeLimit());
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
        if (stopped) {
            return new ProcessResult.Stopped();
        }
        return new ProcessResult.Exited(process.exitValue(), Duration.ofNanos(System.nanoTime() - began));
    }

    @Override
    public void stop() {
        stopped = true;
        process.destroyForcibly();
    }

    private void feed() {
        try (var input = process.getOutputStream()) {
            input.write(HostLauncher.utf8(command.input()));
        } catch (IOException e) {
            // The process closed its input without reading all of it; its exit code tells whether that matters.
        }
    }

    private static void pump(InputStream from, Output to) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                to.write(buffer, length);
            }
        } catch (IOException e) {
            // The pipe broke with the process; its exit code tells how it ended.
        }
    }
}
