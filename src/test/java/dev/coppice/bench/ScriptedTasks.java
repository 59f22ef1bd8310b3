package dev.coppice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a developer types in a few minutes: {@code xargs -P} over a script for one task. It bases each task on the result's tip, runs the
 * agent and the check, commits, and lands by merge-tree and update-ref under a lock. It does not check again what others' work was merged
 * into, and knows nothing of retries, crashes or hooks.
 */
record ScriptedTasks(Place place, BenchRepository repository, BenchAgent agent, Path folder) implements TaskSystem {

    private static final String RESULT = "bench/result";

    private static final String WORK = """
            export COPPICE_TASK=1.$1
            sh "$AGENT"
            sh -ec "test -f out-$COPPICE_TASK"
            git add -A
            git commit -q -m "Task $1"
            work=$(git rev-parse HEAD)
            (
              flock 9
              tip=$(git rev-parse refs/heads/bench/result)
              tree=$(git merge-tree --write-tree "$tip" "$work")
              landing=$(git commit-tree -p "$tip" -m "Task $1" "$tree")
              git update-ref refs/heads/bench/result "$landing" "$tip"
            ) 9> "$LOCK"
            """;

    /** Where a task is done. */
    enum Place {
        /** In a worktree made for it and removed afterwards. */
        FRESH("xargs", """
                # Git fails now and then where worktrees are made at the same time.
                for try in 1 2 3 4 5; do
                  git -C "$REPOSITORY" worktree add -q -f --detach "$FOLDER/task-$1" bench/result && break
                  rm -rf "$FOLDER/task-$1"
                done
                cd "$FOLDER/task-$1"
                """ + WORK + """
                cd "$REPOSITORY"
                git worktree remove --force "$FOLDER/task-$1"
                """),
        /** In one of as many worktrees as there are workers, which are made before the clock runs. */
        KEPT("bash_pool", """
                cd "$FOLDER/$SLOT"
                git checkout -q -f --detach bench/result
                git clean -ffdxq
                """ + WORK);

        private final String system;
        private final String script;

        Place(String system, String script) {
            this.system = system;
            this.script = script;
        }
    }

    private static final String ALL =
            "seq \"$TASKS\" | xargs -P \"$WORKERS\" -n 1 --process-slot-var=SLOT sh -e \"$SCRIPT\"";

    @Override
    public String name() {
        return place.system;
    }

    @Override
    public TaskRun run(TaskLoad load) throws IOException, InterruptedException {
        prepare(load);
        var before = TaskCpu.ofOwnCommands();
        long began = System.nanoTime();
        int code = start(load).waitFor();
        double wall = (System.nanoTime() - began) / 1e9;
        var cpu = TaskCpu.ofOwnCommands().since(before);
        if (code != 0) {
            throw new IllegalStateException(name() + " ended with " + code + ": " + Files.readString(output()));
        }
        repository.requireLanded(RESULT, load.tasks());
        return new TaskRun(load, wall, wall, load.efficiency(wall), cpu);
    }

    private void prepare(TaskLoad load) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(script(), place.script);
        agent.sleepFor(load.seconds());
        repository.git("branch", "-f", RESULT, "main");
        repository.tidyRefs();
        for (int slot = 0; place == Place.KEPT && slot < load.workers(); slot++) {
            var worktree = folder.resolve(Integer.toString(slot));
            if (!Files.exists(worktree)) {
                repository.git("worktree", "add", "-q", "--detach", worktree.toString(), "main");
            }
        }
    }

    private Process start(TaskLoad load) throws IOException {
        var builder =
                new ProcessBuilder("sh", "-ec", ALL).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment()
                .putAll(Map.of(
                        "TASKS", Integer.toString(load.tasks()),
                        "WORKERS", Integer.toString(load.workers()),
                        "SCRIPT", script().toString(),
                        "AGENT", agent.script().toString(),
                        "REPOSITORY", repository.folder().toString(),
                        "FOLDER", folder.toString(),
                        "LOCK", folder.resolve("lock").toString()));
        return builder.start();
    }

    private Path script() {
        return folder.resolve("task.sh");
    }

    private Path output() {
        return folder.resolve("output");
    }
}
