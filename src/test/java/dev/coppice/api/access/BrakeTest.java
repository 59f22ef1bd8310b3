package dev.coppice.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BrakeTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Brake brake = new Brake(3, now::get);

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void wrong(String address, int times) {
        for (int time = 0; time < times; time++) {
            brake.wrong(address);
        }
    }

    @Test
    void whoIsWrongTooOftenWaitsForTheRestOfTheMinute() {
        assertThat(brake.wrong("10.0.0.1")).isFalse();
        later(Duration.ofSeconds(20));
        assertThat(brake.wrong("10.0.0.1")).isFalse();
        assertThat(brake.wait("10.0.0.1")).isEmpty();

        assertThat(brake.wrong("10.0.0.1")).isTrue();

        assertThat(brake.wait("10.0.0.1")).hasValue(Duration.ofSeconds(40));
        assertThat(brake.wait("10.0.0.2")).isEmpty();
        later(Duration.ofSeconds(40));
        assertThat(brake.wait("10.0.0.1")).isEmpty();
        assertThat(brake.wrong("10.0.0.1")).isFalse();
    }

    @Test
    void aFewEachMinuteAreNoAttack() {
        for (int minute = 0; minute < 10; minute++) {
            wrong("10.0.0.1", 2);
            later(Duration.ofMinutes(1));
        }

        assertThat(brake.wait("10.0.0.1")).isEmpty();
    }

    @Test
    void allAddressesOfOneNetworkAreOneCaller() {
        brake.wrong("2001:db8:1:2:0:0:0:1");
        brake.wrong("2001:db8:1:2:a:b:c:d");
        brake.wrong("2001:db8:1:2:a:b:c:e");

        assertThat(brake.wait("2001:db8:1:2:9:9:9:9")).isPresent();
        assertThat(brake.wait("2001:db8:1:3:0:0:0:1")).isEmpty();
    }

    @Test
    void itRemembersOnlySoManyAndThoseThatAreAtIt() {
        wrong("10.0.0.1", 3);

        for (int other = 0; other < 3 * Brake.MOST_ADDRESSES; other++) {
            brake.wrong("a" + other);
            brake.wait("10.0.0.1");
        }

        assertThat(brake.wait("10.0.0.1")).isPresent();
        assertThat(brake.remembered()).isEqualTo(Brake.MOST_ADDRESSES);
    }
}
