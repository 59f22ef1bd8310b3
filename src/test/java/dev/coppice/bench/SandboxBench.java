package dev.coppice.bench;

import dev.coppice.isolation.TestSandbox;
import dev.coppice.process.Command;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much longer a command that does nothing takes in a sandbox than on the host, in a worktree of a repository of 2,000 files: from the
 * call that starts it until its whole process tree is known to be gone. All kinds take turns; prints one JSON line for each.
 */
public final class SandboxBench {

    private static final int FILES = Integer.getInteger("bench.files", 2_000);
    private static final int SAMPLES = Integer.getInteger("bench.samples", 200);
    private static final int WARM_UP = 20;
    private static final String HOST = "command_on_the_host";

    private SandboxBench() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("coppice-bench").toRealPath();
        try {
            print(measure(folder));
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
        System.exit(0); // the proxy's threads would wait for more sandboxes
    }

    private static Map<String, double[]> measure(Path folder) throws IOException {
        var repository = BenchRepository.generate(folder.resolve("repository"), FILES);
        var worktree = folder.resolve("data/worktrees/1");
        repository.git("worktree", "add", "-q", "--detach", worktree.toString());
        var sandbox = TestSandbox.of(repository.folder(), folder);
        var launchers = new LinkedHashMap<String, Launcher>();
        launchers.put(HOST, new HostLauncher());
        launchers.put("command_in_a_sandbox_network_off", sandbox.network("off").forChecks());
        launchers.put("command_in_a_sandbox_network_on", sandbox.network("on").forChecks());
        launchers.put(
                "command_in_a_sandbox_network_hosts",
                sandbox.network("hosts", "*").forChecks());
        var times = new LinkedHashMap<String, double[]>();
        launchers.keySet().forEach(name -> times.put(name, new double[SAMPLES]));
        for (int round = -WARM_UP; round < SAMPLES; round++) {
            for (var launcher : launchers.entrySet()) {
                double milliseconds = time(launcher.getValue(), worktree, folder);
                if (round >= 0) {
                    times.get(launcher.getKey())[round] = milliseconds;
                }
            }
        }
        return times;
    }

    private static double time(Launcher launcher, Path worktree, Path folder) {
        var environment = Map.of(
                "PATH", System.getenv("PATH"), "HOME", folder.resolve("user").toString());
        var command = new Command(List.of("true"), worktree, environment, "", Duration.ofMinutes(1));
        long began = System.nanoTime();
        var result = launcher.launch(command, Output.none(), Output.none()).await();
        double milliseconds = (System.nanoTime() - began) / 1e6;
        if (!(result instanceof ProcessResult.Exited(int code, var _)) || code != 0) {
            throw new IllegalStateException(result.toString());
        }
        return milliseconds;
    }

    private static void print(Map<String, double[]> times) {
        double host = new Samples(HOST, times.get(HOST)).median();
        times.forEach((name, milliseconds) -> {
            var samples = new Samples(name, milliseconds);
            System.out.println(
                    samples.line(String.format(Locale.ROOT, ",\"over_host_ms\":%.1f", samples.median() - host)));
        });
    }
}
