package dev.coppice.cli;

import dev.coppice.cli.options.ReportFiles;
import dev.coppice.cli.options.RunPullRequest;
import dev.coppice.cli.options.RunScheduling;
import dev.coppice.cli.terminal.ExitCode;
import dev.coppice.database.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code coppice demo}: the whole thing on a sample repository, with nothing needed but git. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Makes a sample repository and runs a sample plan with the shell agent.")
final class DemoCommand implements Callable<Integer> {

    private static final int WORKERS = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var repository = freeFolder(DataHome.standard().resolve("demo"));
        DemoRepository.create(repository);
        var plan = repository.resolveSibling(repository.getFileName() + "-plan.md");
        Files.writeString(plan, DemoRepository.plan());
        System.err.println("A sample repository:  " + repository);
        System.err.println("A plan for it:        " + plan);
        System.err.println(
                "Two batches, six tasks, three workers; the agent is a shell that runs each task's own script.\n");
        int code = RunCommand.run(request(repository, plan));
        if (code == ExitCode.OK) {
            explain(repository);
        }
        return code;
    }

    /** The first of its name that is not there yet; what is above it belongs to its user alone. */
    private static Path freeFolder(Path demos) throws IOException {
        Files.createDirectories(
                demos, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int number = 1;
        while (Files.exists(demos.resolve("weather-station-" + number))) {
            number++;
        }
        return Files.createDirectory(demos.resolve("weather-station-" + number));
    }

    private static RunRequest request(Path repository, Path plan) throws IOException {
        return new RunRequest(
                plan.toString(),
                Files.readString(plan),
                repository.toRealPath().toString(),
                "worktree",
                "HEAD",
                false,
                "",
                RunPullRequest.NONE,
                "shell",
                List.of(),
                "host",
                Duration.ofMinutes(2).toSeconds(),
                WORKERS,
                -1,
                RunScheduling.USUAL,
                List.of(),
                false,
                false,
                false,
                "",
                "",
                "",
                ReportFiles.NONE);
    }

    private static void explain(Path repository) {
        System.err.println("""

                What happened: each task ran in a git worktree of its own, its checks were run,
                and its work landed as one commit on the result. Task 1.4 waited for 1.1 and 1.2,
                batch 2 for batch 1. Your checkout was never touched.

                See it:         git -C %s log --graph --oneline --all
                Your own plan:  coppice run PLAN.md --agent-command 'your-agent --its-flags'""".formatted(repository));
    }
}
