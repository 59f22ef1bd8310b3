package dev.coppice.worker;

import dev.coppice.queue.Claim;
import org.jboss.logging.MDC;

/** What is logged on a thread that carries out an attempt says of which it is. */
final class Marked {

    private Marked() {}

    /** From now on; the thread does nothing else before it ends. */
    static void with(Claim claim) {
        MDC.put("execution", claim.lease().execution().value());
        MDC.put("task", claim.number().text());
        MDC.put("attempt", Integer.toString(claim.lease().attempt()));
    }
}
