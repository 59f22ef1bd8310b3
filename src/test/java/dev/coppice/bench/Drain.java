package dev.coppice.bench;

import dev.coppice.database.DatabaseAddress;

/** One way to work off jobs that do nothing. */
interface Drain {

    /** Working slots of every drain. */
    int SLOTS = Integer.getInteger("bench.slots", 8);

    String figure();

    DatabaseAddress database();

    /** Takes away what an earlier round left. */
    void empty();

    void enqueue(int jobs);

    /** Works off all that is queued; returns once the last job's completion is committed. */
    void work(int jobs) throws InterruptedException;

    /** Stops what {@link #work} has left running; not measured. */
    default void rest() {}

    /** How many are not completed. */
    String leftQuery();
}
