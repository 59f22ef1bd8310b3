package dev.coppice.maintenance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the leases that were not renewed in time and that this process has ended, whoever held them. */
@ApplicationScoped
public class ReapedLeases {

    private final AtomicLong leases = new AtomicLong();

    void count() {
        leases.incrementAndGet();
    }

    /** Since the start of the process. */
    public long number() {
        return leases.get();
    }
}
