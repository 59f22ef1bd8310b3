package dev.coppice.isolation.container;

import dev.coppice.files.FileTree;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * What a command costs in a container, beside the engine's own {@code run} of the same image, in turns: {@code true} both times. Prints a
 * JSON line with the medians in milliseconds. {@code bench.rounds} says how many tens of each.
 */
public final class ContainerBench {

    private static final int ROUNDS = 10 * Integer.getInteger("bench.rounds", 3);
    private static final int WARM_UP = 3;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private ContainerBench() {}

    public static void main(String... arguments) throws IOException {
        var folder = Files.createTempDirectory("coppice-bench").toRealPath();
        try {
            measure(folder);
        } catch (TestAbortedException e) {
            System.err.println("no container can be run here: " + e.getMessage());
        } finally {
            FileTree.delete(folder);
        }
    }

    private static void measure(Path folder) throws IOException {
        var engine = TestEngine.require();
        var work = new AContainedWorktree(folder, engine, Map.of());
        var own = ownRun(engine);
        var coppice = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double ours = milliseconds(() -> work.start("true"));
            double theirs = milliseconds(() -> new DirectLauncher().launch(own, Output.none(), Output.none()));
            if (round >= 0) {
                coppice.add(ours);
                bare.add(theirs);
            }
        }
        System.out.printf(
                "{\"benchmark\":\"container\",\"engine\":\"%s\",\"rounds\":%d,\"coppice_ms\":%.0f,\"engine_run_ms\":%.0f,\"ratio\":%.2f}%n",
                engine.words(), ROUNDS, median(coppice), median(bare), median(coppice) / median(bare));
    }

    /** As somebody types it, with no wall but the usual one; the limits are there because not every host can do without. */
    private static Command ownRun(TestEngine engine) {
        var line =
                new ArrayList<>(TestEngine.engine().with(engine.way().global()).words());
        line.addAll(List.of("run", "--rm", "--network=none", "--ulimit=nofile=4096:4096", "--ulimit=nproc=4096:4096"));
        line.addAll(List.of(engine.image(), "true"));
        return new Command(line, Path.of("/"), System.getenv(), "", LIMIT);
    }

    private interface Starter {
        RunningProcess start();
    }

    private static double milliseconds(Starter starter) {
        long began = System.nanoTime();
        var result = starter.start().await();
        if (!(result instanceof ProcessResult.Exited(int code, var _)) || code != 0) {
            throw new IllegalStateException(String.valueOf(result));
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
