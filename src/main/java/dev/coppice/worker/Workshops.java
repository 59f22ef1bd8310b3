package dev.coppice.worker;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Publisher;
import dev.coppice.isolation.AttemptName;
import dev.coppice.isolation.Enclosure;
import dev.coppice.isolation.Sandboxes;
import dev.coppice.isolation.container.Containers;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.isolation.kubernetes.ClusterJobs;
import dev.coppice.process.ControlGroups;
import dev.coppice.process.Limits;
import dev.coppice.queue.Work;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.Lease;
import dev.coppice.worktree.FreeSpace;
import dev.coppice.worktree.LocalCheckouts;
import dev.coppice.worktree.PoolFigures;
import dev.coppice.worktree.WorktreePools;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One {@link Workshop} for each repository, made at its first use. */
@ApplicationScoped
class Workshops {

    private static final Logger LOG = Logger.getLogger(Workshops.class);
    private static final Duration FOR_ONE_WORKTREE = Duration.ofSeconds(5);

    private final WorktreePools pools;
    private final LocalCheckouts checkouts;
    private final FreeSpace space;
    private final Sandboxes sandboxes;
    private final Limits limits;
    private final Containers containers;
    private final Daggers daggers;
    private final ClusterJobs jobs;
    private final Map<Path, Workshop> byRepository = new ConcurrentHashMap<>();
    private volatile int slots = 1;

    Workshops(
            WorktreePools pools,
            LocalCheckouts checkouts,
            FreeSpace space,
            Sandboxes sandboxes,
            Containers containers,
            Daggers daggers,
            ClusterJobs jobs,
            LimitsConfig limits) {
        this.jobs = jobs;
        this.daggers = daggers;
        this.containers = containers;
        this.pools = pools;
        this.checkouts = checkouts;
        this.space = space;
        this.sandboxes = sandboxes;
        this.limits = held(TaskLimits.of(limits));
    }

    private static Limits held(Limits limits) {
        ControlGroups.missing(limits).ifPresent(LOG::warn);
        ControlGroups.sweep();
        return limits;
    }

    /** From now on, as many tasks of one repository may be worked on at the same time. */
    void provide(int places) {
        slots = places;
    }

    Workshop of(Path repository) {
        return byRepository.computeIfAbsent(repository, this::make);
    }

    /** Where an attempt's commands run that has an image. */
    Enclosure inImage(Work work, Lease lease, Workshop workshop) throws IOException {
        var image = Optional.ofNullable(work.settings().image()).orElse("");
        var name = new AttemptName(lease, work.task().number());
        return switch (work.mode()) {
            case WORKTREE, LOCAL -> throw new IllegalArgumentException("no image in mode " + work.mode());
            case CONTAINER ->
                new Enclosure.InContainers(
                        containers.quarters(name, image, workshop.repository(), work.base(), limits));
            case DAGGER ->
                new Enclosure.InContainers(daggers.quarters(name, image, workshop.repository(), work.base()));
            case KUBERNETES ->
                jobs.enclosure(
                        name,
                        image,
                        workshop.repository(),
                        work.settings().project().worktree().setup());
        };
    }

    /** Names of the variables of Coppice's own environment that reach tasks of a mode with an image. */
    List<String> variables(ExecutionMode mode) {
        return switch (mode) {
            case WORKTREE, LOCAL -> List.of();
            case CONTAINER -> containers.environment();
            case DAGGER -> daggers.environment();
            case KUBERNETES -> jobs.environment();
        };
    }

    private Workshop make(Path path) {
        return switch (GitRepository.open(path)) {
            case Opening.Opened(var repository) ->
                new Workshop(
                        repository,
                        pools.make(repository, path, slots),
                        checkouts.of(repository),
                        new Integrator(repository),
                        new Publisher(repository),
                        sandboxes,
                        limits,
                        space);
            case Opening.Refused(var reason) -> throw new IllegalStateException(path + ": " + reason);
        };
    }

    PoolFigures worktrees() {
        return byRepository.values().stream()
                .map(workshop -> workshop.worktrees().figures())
                .reduce(PoolFigures.NONE, PoolFigures::plus);
    }

    /** Nobody works in them for now: nothing is made ready either, and no git of theirs runs any more, unless it takes very long. */
    void rest() {
        try {
            for (var workshop : byRepository.values()) {
                workshop.worktrees().rest(FOR_ONE_WORKTREE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close(@Observes ShutdownEvent event) {
        byRepository.values().forEach(workshop -> workshop.worktrees().close());
    }
}
