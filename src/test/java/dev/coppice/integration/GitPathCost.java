package dev.coppice.integration;

import com.sun.management.OperatingSystemMXBean;
import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import dev.coppice.worktree.WorkSnapshot;
import dev.coppice.worktree.WorktreePool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Measures what the whole git path of one task costs: {@code main FOLDER [FILES] [TASKS]}, the folder being empty. Tasks run one
 * after another; each edits one file and adds one. Linux only.
 */
final class GitPathCost {

    private static final ExecutionRefs REFS = new ExecutionRefs(new ExecutionId("exec_12345678"));
    private static final double MILLISECONDS_PER_TICK = 10;

    private final GitRepository repository;
    private final Integrator integrator;
    private final Publisher publisher;
    private final CommitId base;

    private GitPathCost(GitRepository repository, CommitId base) {
        this.repository = repository;
        this.integrator = new Integrator(repository);
        this.publisher = new Publisher(repository);
        this.base = base;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        int files = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        int tasks = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
        var user = TestRepository.create(folder.resolve("user"));
        for (int number = 0; number < files; number++) {
            user.write("d" + number % 50 + "/f" + number + ".txt", ("line of file " + number + "\n").repeat(120));
        }
        var base = user.commitAll("files");
        new GitPathCost(user.open(), base).measure(folder.resolve("pool"), tasks);
    }

    private void measure(Path folder, int tasks) throws InterruptedException, IOException {
        integrator.begin(REFS, base);
        try (var pool = new WorktreePool(repository, folder, 1)) {
            run(pool, 0, 20);
            long began = System.nanoTime();
            double children = children();
            double self = self();
            run(pool, 20, 20 + tasks);
            System.out.printf(
                    "git CPU %.1f ms, own CPU %.1f ms, wall %.1f ms per task%n",
                    (children() - children) / tasks,
                    (self() - self) / tasks,
                    (System.nanoTime() - began) / 1e6 / tasks);
        }
    }

    private void run(WorktreePool pool, int from, int to) throws InterruptedException, IOException {
        for (int number = from; number < to; number++) {
            land(pool, number);
        }
    }

    private void land(WorktreePool pool, int number) throws InterruptedException, IOException {
        var task = new TaskNumber("1." + number);
        var token = UUID.randomUUID();
        var message = CommitMessage.of(REFS.execution(), task, 1, "Title", "");
        integrator.mark(REFS, task, token);
        var tip = integrator.tip(REFS).orElseThrow();
        try (var lease = pool.lease(tip)) {
            Files.writeString(lease.directory().resolve("d1/f" + (number * 50 + 1) % 2000 + ".txt"), "edit " + number);
            Files.writeString(lease.directory().resolve("new" + number), "new");
            TreeId work = ((WorkSnapshot.Changed) lease.snapshot()).tree();
            lease.commit(REFS.attempt(task, 1), work, message);
            lease.checkOut(work);
            var ready = (Merge.Ready) integrator.prepare(tip, tip, work, message, lease.directory());
            integrator.move(REFS, task, token, tip, ready.landing());
            pool.expect(ready.landing());
        }
        publisher.follow(REFS);
    }

    private static double self() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e6;
    }

    /** User and system time of ended children: fields 16 and 17 of proc(5)'s stat, counted from the end of the name. */
    private static double children() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(field[13]) + Long.parseLong(field[14])) * MILLISECONDS_PER_TICK;
    }
}
