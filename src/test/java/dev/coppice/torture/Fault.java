package dev.coppice.torture;

/** What is done to the workers and to what they depend on. */
enum Fault {
    /** kill -9 of a JVM; what dies with it is the kernel's affair, the rest is left over. */
    KILL_JVM,
    /** kill -9 of a JVM and all that it has started. */
    KILL_TREE,
    /** The same, while a landing of this worker is announced and not recorded. */
    KILL_LANDING,
    /** SIGSTOP of a JVM for longer than a lease. */
    STOP_JVM,
    /** SIGSTOP of a JVM, its git and its agents for longer than a lease. */
    STOP_TREE,
    /** The same, while a landing of this worker is announced and not recorded. */
    STOP_LANDING,
    /** A JVM stopped until its leases have expired and reapers wait for a row to take them away; it wakes first. */
    WAKE_BEFORE_REAPER,
    /** All of a worker's connections are closed. */
    CUT,
    /** What a worker sends and is sent gets lost, and nobody is told. */
    SWALLOW,
    /** What a worker sends and is sent arrives after its leases have expired. */
    DELAY,
    /** pg_terminate_backend on every connection of every worker. */
    TERMINATE,
    /** An immediate shutdown of the database, and a start at another port. */
    CRASH
}
