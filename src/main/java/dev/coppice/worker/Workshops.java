package dev.coppice.worker;

import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import dev.coppice.integration.Integrator;
import dev.coppice.integration.Publisher;
import dev.coppice.isolation.container.AttemptName;
import dev.coppice.isolation.container.Containers;
import dev.coppice.isolation.container.Quarters;
import dev.coppice.isolation.dagger.Daggers;
import dev.coppice.process.HostLauncher;
import dev.coppice.process.Launcher;
import dev.coppice.queue.Work;
import dev.coppice.task.ExecutionMode;
import dev.coppice.task.Lease;
import dev.coppice.worktree.FreeSpace;
import dev.coppice.worktree.LocalCheckouts;
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

/** One {@link Workshop} for each repository, made at its first use. */
@ApplicationScoped
class Workshops {

    private static final Duration FOR_ONE_WORKTREE = Duration.ofSeconds(5);

    private final WorktreePools pools;
    private final LocalCheckouts checkouts;
    private final FreeSpace space;
    private final Containers containers;
    private final Daggers daggers;
    private final Launcher launcher = new HostLauncher();
    private final Map<Path, Workshop> byRepository = new ConcurrentHashMap<>();
    private volatile int slots = 1;

    Workshops(WorktreePools pools, LocalCheckouts checkouts, FreeSpace space, Containers containers, Daggers daggers) {
        this.daggers = daggers;
        this.containers = containers;
        this.pools = pools;
        this.checkouts = checkouts;
        this.space = space;
    }

    /** From now on, as many tasks of one repository may be worked on at the same time. */
    void provide(int places) {
        slots = places;
    }

    Workshop of(Path repository) {
        return byRepository.computeIfAbsent(repository, this::make);
    }

    /** Where an attempt's commands run. */
    Quarters quarters(Work work, Lease lease, Workshop workshop) throws IOException {
        var image = Optional.ofNullable(work.settings().image()).orElse("");
        return switch (work.mode()) {
            case WORKTREE, LOCAL -> Quarters.of(workshop.launcher());
            case CONTAINER ->
                containers.quarters(
                        new AttemptName(lease, work.task().number()), image, workshop.repository(), work.base());
            case DAGGER -> daggers.quarters(new AttemptName(lease, work.task().number()), image);
        };
    }

    /** Names of the variables of Coppice's own environment that reach tasks of a mode with an image. */
    List<String> variables(ExecutionMode mode) {
        return mode == ExecutionMode.DAGGER ? daggers.environment() : containers.environment();
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
                        launcher,
                        space);
            case Opening.Refused(var reason) -> throw new IllegalStateException(path + ": " + reason);
        };
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
