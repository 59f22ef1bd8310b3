package dev.coppice.process;

import java.util.UUID;

/**
 * Names a process so that a later one with the same pid is not mistaken for it.
 *
 * @param started the kernel's start time of the process, in clock ticks since boot (proc(5), field 22); 0 where unknown
 * @param boot the kernel's id of this boot; all zero where unknown
 */
public record ProcessIdentity(long pid, long started, UUID boot) {}
