package dev.coppice.cli;

import dev.coppice.isolation.container.EngineReport;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.task.ExecutionMode;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where a plan's tasks are worked on, and behind which wall. */
final class ModeOptions {

    @Option(
            names = "--mode",
            paramLabel = "M",
            defaultValue = "worktree",
            description =
                    "worktree: each task in a git worktree of its own, in parallel. local: one after another in your checkout."
                            + " container: as worktree, with agents and checks in containers of podman or docker."
                            + " dagger (experimental): the same by an engine of Dagger.")
    String mode = "worktree";

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            defaultValue = "",
            description =
                    "With --mode container or dagger: a name, oci-archive:/FILE or containerfile:PATH; for containers also"
                            + " docker-archive:/FILE. Default: coppice.container.image, coppice.dagger.image.")
    String image = "";

    @Mixin
    IsolationOption isolation = new IsolationOption();

    /** Whether the agent's program is looked for in an image, and not here. */
    boolean hasImage() {
        return ExecutionMode.named(mode).filter(ExecutionMode::hasImage).isPresent();
    }

    /** What is wrong with them; what an engine that answers makes of the image is found out later. */
    Optional<String> objection(boolean resumes) {
        if (ExecutionMode.named(mode).isEmpty()) {
            return Optional.of("no execution mode '" + mode + "'; this version has: " + ExecutionMode.words());
        }
        return toImage(resumes).or(isolation::objection);
    }

    private Optional<String> toImage(boolean resumes) {
        if (!hasImage() && !image.isEmpty()) {
            return Optional.of("--image goes with --mode container or dagger");
        }
        if (resumes && !image.isEmpty()) {
            return Optional.of("--image is said when a plan begins; an execution that is resumed keeps its image");
        }
        return hasImage() ? toEngine().map(reason -> "--mode " + mode + ": " + reason) : Optional.empty();
    }

    private Optional<String> toEngine() {
        return mode.equals(ExecutionMode.DAGGER.word())
                ? Daggers.objection()
                : EngineReport.configured().objection();
    }
}
