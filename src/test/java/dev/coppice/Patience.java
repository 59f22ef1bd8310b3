package dev.coppice;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what has to come: the library's ten seconds can pass on a machine that does much else. */
public final class Patience {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONG_ENOUGH);
    }
}
