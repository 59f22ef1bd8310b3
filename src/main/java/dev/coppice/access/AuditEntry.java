package dev.coppice.access;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who did what, or tried to.
 *
 * @param id grows with time; also the cursor
 * @param principal the name of who called
 * @param action a word, such as {@code start}
 * @param target what it was done to, such as an execution's id
 * @param address from where; empty if it was done on the data folder itself
 * @param status of the HTTP answer, if there was one
 */
public record AuditEntry(
        long id,
        Instant at,
        String principal,
        String action,
        Optional<String> target,
        Optional<String> address,
        Outcome outcome,
        OptionalInt status) {}
