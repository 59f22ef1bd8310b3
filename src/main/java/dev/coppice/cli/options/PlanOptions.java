package dev.coppice.cli.options;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a plan is read, and whether what is done is written back to it. */
public final class PlanOptions {

    @Option(
            names = "--dialect",
            paramLabel = "D",
            description = "Read the plan as this dialect instead of finding out; coppice validate names it.")
    @Nullable
    String dialect;

    @Option(
            names = "--mark-done",
            description = "At the end, marks completed tasks in the plan's file, by a last commit on the result.")
    boolean markDone;

    public Optional<String> dialect() {
        return Optional.ofNullable(dialect);
    }

    public boolean marksDone() {
        return markDone;
    }

    /** Those given that an execution keeps as they were when it began. */
    public List<String> kept() {
        return markDone ? List.of("--mark-done") : List.of();
    }

    /** What the file is called in the repository that it lies in; empty if it lies in none. */
    public static Optional<String> pathInRepository(Path plan) {
        var folder = Optional.ofNullable(plan.toAbsolutePath().getParent()).orElse(plan);
        return switch (GitRepository.open(folder)) {
            case Opening.Opened(var repository)
            when repository.hasCheckout() -> pathInRepository(plan, repository.topLevel());
            case Opening.Opened _, Opening.Refused _ -> Optional.empty();
        };
    }

    /** What the file is called in the repository with this folder; empty if it lies elsewhere. */
    public static Optional<String> pathInRepository(Path plan, Path topLevel) {
        try {
            var file = plan.toRealPath();
            var top = topLevel.toRealPath();
            return file.startsWith(top) ? Optional.of(top.relativize(file).toString()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As the API takes them, of a plan whose file has this path in its repository. */
    public void writeTo(Map<String, Object> body, Optional<String> file) {
        dialect().ifPresent(name -> body.put("dialect", name));
        if (markDone) {
            body.put("mark_done", true);
            file.ifPresent(path -> body.put("plan_file", path));
        }
    }
}
