package dev.coppice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How soon a packaged service on a data folder that has been used before is ready, what processor time that takes, and what memory it holds
 * when it has had nothing to do for a while; with what {@code quick-start.sh} prepares and without, in turns. The database's processes are
 * not counted.
 */
public final class StartBench {

    private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final int STARTS = Integer.getInteger("bench.starts", 9);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long IDLE = TimeUnit.SECONDS.toNanos(8);
    private static final byte[] LOOK =
            "GET /q/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);
    private static final int STATUS_LINE = "HTTP/1.1 200 ".length();
    private static final double KIB_PER_MIB = 1024;

    private final Path home;

    private StartBench(Path home) {
        this.home = home;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("coppice-bench").toRealPath();
        try {
            new StartBench(home).measure();
        } finally {
            new ProcessBuilder("rm", "-rf", home.toString()).start().waitFor();
        }
    }

    /** A way to start it, and what its starts took. */
    private record Way(String name, List<String> words, List<Start> starts) {

        Way(String name, String... words) {
            this(name, List.of(words), new ArrayList<>());
        }

        void print() {
            var ready = new Samples(
                    name, starts.stream().mapToDouble(Start::readyMs).toArray());
            System.out.println(ready.line(String.format(
                    Locale.ROOT,
                    ",\"cpu_ms\":%.0f,\"rss_idle_mib\":%.0f",
                    new Samples("", starts.stream().mapToDouble(Start::cpuMs).toArray()).median(),
                    new Samples("", starts.stream().mapToDouble(Start::idleMib).toArray()).median())));
        }
    }

    private record Start(double readyMs, double cpuMs, double idleMib) {}

    private void measure() throws IOException, InterruptedException {
        var ways = List.of(
                new Way("start_quick", "@" + APPLICATION.resolve("start.options")),
                new Way(
                        "start_plain",
                        "-jar",
                        APPLICATION.resolve("quarkus-run.jar").toString()));
        start(ways.getLast()); // makes the data folder
        for (int i = 0; i < STARTS; i++) {
            for (var way : ways) {
                way.starts().add(start(way));
            }
        }
        ways.forEach(Way::print);
    }

    private Start start(Way way) throws IOException, InterruptedException {
        int port = freePort();
        long began = System.nanoTime();
        var process = process(way, port).start();
        try {
            awaitReady(process, port);
            double readyMs = (System.nanoTime() - began) / 1e6;
            double cpuMs = ProcessTimes.own(process.pid()) * 1e3;
            LockSupport.parkNanos(IDLE);
            return new Start(readyMs, cpuMs, residentMib(process.pid()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private ProcessBuilder process(Way way, int port) {
        var words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(way.words());
        words.addAll(List.of("serve", "--agent", "shell", "--port", Integer.toString(port)));
        var builder = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("service.log").toFile());
        builder.environment().put("COPPICE_HOME", home.resolve("data").toString());
        return builder;
    }

    private void awaitReady(Process process, int port) {
        while (!isReady(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("it did not start; see " + home.resolve("service.log"));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    /** By a bare socket: an HTTP client that looks this often takes a third of what it measures from it. */
    private static boolean isReady(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(LOOK);
            return new String(socket.getInputStream().readNBytes(STATUS_LINE), US_ASCII).contains(" 200 ");
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double residentMib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst()
                .orElseThrow();
    }
}
