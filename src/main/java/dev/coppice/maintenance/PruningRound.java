package dev.coppice.maintenance;

import java.util.function.BooleanSupplier;

/** Bounds what one round of pruning does, so that it is over soon, and at once when the application stops. For one thread. */
final class PruningRound {

    private final BooleanSupplier isStopping;
    private int stepsLeft;

    PruningRound(int steps, BooleanSupplier isStopping) {
        this.stepsLeft = steps;
        this.isStopping = isStopping;
    }

    /** Whether one more step may be done; it is then taken for done. */
    boolean goesOn() {
        return !isStopping.getAsBoolean() && stepsLeft-- > 0;
    }
}
