package dev.coppice.ops.metrics;

import dev.coppice.maintenance.ReapedLeases;
import dev.coppice.worker.WorkerFigures;
import dev.coppice.worktree.FreeSpace;
import dev.coppice.worktree.PoolFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** What this process has in hand, as it is when somebody asks. */
@ApplicationScoped
class ProcessMetrics {

    private final WorkerFigures worker;
    private final FreeSpace space;
    private final ReapedLeases reaped;

    ProcessMetrics(WorkerFigures worker, FreeSpace space, ReapedLeases reaped) {
        this.worker = worker;
        this.space = space;
        this.reaped = reaped;
    }

    void register(@Observes StartupEvent event, MeterRegistry meters) {
        gauge(meters, "coppice.seats", WorkerFigures::seats);
        gauge(meters, "coppice.attempts.active", WorkerFigures::attempts);
        gauge(meters, "coppice.merge.queue.length", WorkerFigures::landings);
        gauge(meters, "coppice.draining", figures -> figures.isDraining() ? 1 : 0);
        worktrees(meters, "lent", PoolFigures::lent);
        worktrees(meters, "idle", PoolFigures::idle);
        gauge(
                meters,
                "coppice.worktrees.awaited",
                figures -> figures.worktrees().waiting());
        bytes(meters, "coppice.disk.free", FreeSpace::free);
        bytes(meters, "coppice.disk.needed", FreeSpace::needed);
        FunctionCounter.builder("coppice.leases.reaped", reaped, ReapedLeases::number)
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<WorkerFigures> value) {
        Gauge.builder(name, worker, value).register(meters);
    }

    private void worktrees(MeterRegistry meters, String state, ToIntFunction<PoolFigures> number) {
        Gauge.builder("coppice.worktrees", worker, figures -> number.applyAsInt(figures.worktrees()))
                .tag("state", state)
                .register(meters);
    }

    private void bytes(MeterRegistry meters, String name, ToDoubleFunction<FreeSpace> value) {
        Gauge.builder(name, space, value).baseUnit("bytes").register(meters);
    }
}
