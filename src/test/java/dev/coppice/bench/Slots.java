package dev.coppice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same loop in every slot at the same time. */
final class Slots {

    private Slots() {}

    /** Returns when all loops have ended; the first failure is thrown. */
    static void run(Callable<Void> loop) throws InterruptedException {
        List<Future<Void>> slots = new ArrayList<>();
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("slot-", 0).factory())) {
            for (int slot = 0; slot < Drain.SLOTS; slot++) {
                slots.add(threads.submit(loop));
            }
        }
        for (var slot : slots) {
            try {
                slot.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
