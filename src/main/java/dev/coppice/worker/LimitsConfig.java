package dev.coppice.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What each command of a task may use of the machine: an agent, a check, a set-up, each with all that it starts. */
@ConfigMapping(prefix = "coppice.limits")
interface LimitsConfig {

    /** Of all processes of a command together; the kernel ends one of them when it is reached. */
    Optional<MemorySize> memory();

    /** At one time, threads counting as well; beyond them none can be started. */
    OptionalInt processes();

    /** Of processor time, on average: 1.5 is one and a half. */
    OptionalDouble cores();

    /** Of each process. */
    OptionalInt openFiles();

    /** Printed by a command; it is ended when it has printed more. */
    Optional<MemorySize> output();

    /** In the directory that a command works in; looked at every five seconds, and the command ended where there is more. */
    Optional<MemorySize> disk();
}
