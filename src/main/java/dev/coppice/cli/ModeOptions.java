package dev.coppice.cli;

import dev.coppice.isolation.Isolation;
import dev.coppice.isolation.container.EngineReport;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.isolation.kubernetes.ClusterJobs;
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
                            + " dagger (experimental): the same by an engine of Dagger. kubernetes: the same in pods of a cluster,"
                            + " for repositories that are named by an address.")
    String mode = "worktree";

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            defaultValue = "",
            description =
                    "With --mode container, dagger or kubernetes: a name; for the first two also oci-archive:/FILE or"
                            + " containerfile:PATH, for containers docker-archive:/FILE. Default: the setting coppice.MODE.image.")
    String image = "";

    @Mixin
    IsolationOption isolation = new IsolationOption();

    /** The word for the mode that is meant, by whichever option. */
    String meant() {
        return Isolation.mode(mode, isolation.word);
    }

    /** Whether the agent's program is looked for in an image, and not here. */
    boolean hasImage() {
        return ExecutionMode.named(meant()).filter(ExecutionMode::hasImage).isPresent();
    }

    /** What is wrong with them; what an engine that answers makes of the image is found out later. */
    Optional<String> objection(boolean resumes) {
        if (ExecutionMode.named(mode).isEmpty()) {
            return Optional.of("no execution mode '" + mode + "'; this version has: " + ExecutionMode.words());
        }
        return isolation.objection().or(() -> toCluster(resumes)).or(() -> toImage(resumes));
    }

    private Optional<String> toCluster(boolean resumes) {
        boolean isAsked = isolation.word.equals(Isolation.KUBERNETES.word());
        if (isAsked && resumes) {
            return Optional.of(
                    "--isolation kubernetes is said when a plan begins; an execution that is resumed stays where it is");
        }
        return isAsked && !meant().equals(ExecutionMode.KUBERNETES.word())
                ? Optional.of("--isolation kubernetes does not go with --mode " + mode)
                : Optional.empty();
    }

    private Optional<String> toImage(boolean resumes) {
        if (!hasImage() && !image.isEmpty()) {
            return Optional.of("--image goes with --mode container, dagger or kubernetes");
        }
        if (resumes && !image.isEmpty()) {
            return Optional.of("--image is said when a plan begins; an execution that is resumed keeps its image");
        }
        return hasImage() ? toEngine().map(reason -> "--mode " + meant() + ": " + reason) : Optional.empty();
    }

    private Optional<String> toEngine() {
        return switch (ExecutionMode.of(meant())) {
            case WORKTREE, LOCAL -> Optional.empty();
            case CONTAINER -> EngineReport.configured().objection();
            case DAGGER -> Daggers.objection();
            case KUBERNETES -> ClusterJobs.objection();
        };
    }
}
