package dev.coppice.ops.metrics;

import dev.coppice.maintenance.ReapedLeases;
import dev.coppice.worker.WorkerFigures;
import dev.coppice.worktree.FreeSpace;
import dev.coppice.worktree.PoolFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** What this process has in hand, as it is when somebody asks. */
@ApplicationScoped
class ProcessMetrics {

    private final WorkerFigures worker;
    private final FreeSpace space;
    private final ReapedLeases reaped;
    private final MeterRegistry meters;
    private final List<Meter> registered = new ArrayList<>();

    ProcessMetrics(WorkerFigures worker, FreeSpace space, ReapedLeases reaped, MeterRegistry meters) {
        this.worker = worker;
        this.space = space;
        this.reaped = reaped;
        this.meters = meters;
    }

    void register(@Observes StartupEvent event) {
        gauge("coppice.seats", WorkerFigures::seats);
        gauge("coppice.attempts.active", WorkerFigures::attempts);
        gauge("coppice.merge.queue.length", WorkerFigures::landings);
        gauge("coppice.draining", figures -> figures.isDraining() ? 1 : 0);
        worktrees("lent", PoolFigures::lent);
        worktrees("idle", PoolFigures::idle);
        gauge("coppice.worktrees.awaited", figures -> figures.worktrees().waiting());
        bytes("coppice.disk.free", FreeSpace::free);
        bytes("coppice.disk.needed", FreeSpace::needed);
        registered.add(FunctionCounter.builder("coppice.leases.reaped", reaped, ReapedLeases::number)
                .register(meters));
    }

    /** The registry outlives the application where one follows another in a process, as in development, and would go on asking the first. */
    void forget(@Observes ShutdownEvent event) {
        registered.forEach(meters::remove);
    }

    private void gauge(String name, ToDoubleFunction<WorkerFigures> value) {
        registered.add(Gauge.builder(name, worker, value).register(meters));
    }

    private void worktrees(String state, ToIntFunction<PoolFigures> number) {
        registered.add(Gauge.builder("coppice.worktrees", worker, figures -> number.applyAsInt(figures.worktrees()))
                .tag("state", state)
                .register(meters));
    }

    private void bytes(String name, ToDoubleFunction<FreeSpace> value) {
        registered.add(Gauge.builder(name, space, value).baseUnit("bytes").register(meters));
    }
}
