package dev.coppice.queue;

import dev.coppice.task.ExecutionId;

/** An execution of mode local cannot be opened, because another one that is not at its end has the repository's checkout. */
public final class CheckoutTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckoutTaken(ExecutionId by) {
        super(by + " works in this checkout and is not at its end; go on with it, or cancel it, first");
    }
}
