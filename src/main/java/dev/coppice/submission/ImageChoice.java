package dev.coppice.submission;

import dev.coppice.agent.roster.InstalledAgents;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.isolation.container.Containers;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.isolation.kubernetes.ClusterJobs;
import dev.coppice.queue.ExecutionSettings;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the containers of an execution are made of, and whether its agent can work in them here. */
@ApplicationScoped
public class ImageChoice {

    private static final String FIELD = "image";

    private final Containers containers;
    private final Daggers daggers;
    private final ClusterJobs jobs;
    private final InstalledAgents agents = InstalledAgents.configured();

    ImageChoice(Containers containers, Daggers daggers, ClusterJobs jobs) {
        this.jobs = jobs;
        this.daggers = daggers;
        this.containers = containers;
    }

    /** The same request, with the configured image where one is needed and none is named. */
    PlanRequest complete(PlanRequest request) {
        var settings = request.settings();
        return Optional.ofNullable(settings.image())
                .or(() -> usual(request.mode()))
                .map(image -> request.with(settings.inContainersOf(image)))
                .orElse(request);
    }

    private Optional<String> usual(ExecutionMode mode) {
        return switch (mode) {
            case WORKTREE, LOCAL -> Optional.empty();
            case CONTAINER -> containers.usualImage();
            case DAGGER -> daggers.usualImage();
            case KUBERNETES -> jobs.usualImage();
        };
    }

    /** Of a request that is complete, and the agents that it wants besides that of its settings. */
    Optional<Submitted> objection(PlanRequest request, Set<String> others, GitRepository repository) {
        boolean hasImage = request.settings().image() != null;
        if (!request.mode().hasImage()) {
            return hasImage
                    ? refused(FIELD, "an image is for the execution modes container, dagger and kubernetes")
                    : Optional.empty();
        }
        if (!hasImage) {
            return refused(
                    FIELD,
                    "execution mode %1$s needs an image: --image IMAGE, or the setting coppice.%1$s.image"
                            .formatted(request.mode().word()));
        }
        return repository
                .resolve(request.base())
                .map(base -> new InImage(request.mode(), request.settings(), repository, base))
                .flatMap(place -> objection(place).or(() -> objection(place, others)))
                .flatMap(reason -> refused("execution_mode", reason));
    }

    private static Optional<Submitted> refused(String field, String reason) {
        return Optional.of(new Submitted.BadRequest(field, reason));
    }

    /** Why an execution of a mode with an image cannot go on here; may fetch or build its image. */
    public Optional<String> objection(ExecutionMode mode, ExecutionSettings settings, Path repository, CommitId base) {
        return switch (GitRepository.open(repository)) {
            case Opening.Opened(var opened) -> objection(new InImage(mode, settings, opened, base));
            case Opening.Refused(var reason) -> Optional.of(reason);
        };
    }

    /** An execution in an image that may have to be built by a file of this commit. */
    private record InImage(ExecutionMode mode, ExecutionSettings settings, GitRepository repository, CommitId base) {

        String image() {
            return Optional.ofNullable(settings.image()).orElse("");
        }
    }

    private Optional<String> objection(InImage place) {
        return objection(place, place.settings().agent(), place.settings().agentCommand());
    }

    private Optional<String> objection(InImage place, Set<String> others) {
        return others.stream()
                .flatMap(agent -> objection(place, agent, List.of()).stream())
                .findFirst();
    }

    private Optional<String> objection(InImage place, String agent, List<String> command) {
        return agents.objection(agent, command).or(() -> switch (place.mode()) {
            case WORKTREE, LOCAL -> Optional.<String>empty();
            case CONTAINER ->
                containers.objection(place.image(), agents.program(agent, command), place.repository(), place.base());
            case DAGGER -> daggers.objection(place.image(), place.repository(), place.base());
            case KUBERNETES -> jobs.objection(place.image(), place.repository());
        });
    }
}
