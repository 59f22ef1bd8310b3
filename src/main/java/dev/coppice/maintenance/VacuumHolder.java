package dev.coppice.maintenance;

import java.time.Duration;
import java.time.Instant;

/**
 * Whose transaction keeps what was deleted since its begin from being vacuumed.
 *
 * @param who for people: a process of the server and its application's name, or a prepared transaction
 */
record VacuumHolder(String who, Instant since, Duration age) {

    boolean isSameAs(VacuumHolder other) {
        return who.equals(other.who()) && since.equals(other.since());
    }
}
