package dev.coppice.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.money.Spent;
import dev.coppice.money.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final Meter meter = new Meter();
    private final List<Spent> book = new ArrayList<>();

    private static Spent spent(String cost, boolean isEstimate) {
        return new Spent(Optional.of(new BigDecimal(cost)), isEstimate, new Usage(10, 1, 0, 0));
    }

    private List<String> costs() {
        return book.stream().map(spent -> spent.dollars().toPlainString()).toList();
    }

    @Test
    void whatIsToldOnTheWayIsWrittenOnceAndTheEndTakesItsPlace() {
        meter.begin();
        meter.tell(spent("0.9", true));

        assertThat(meter.write(book::add)).isTrue();
        assertThat(meter.write(book::add)).isFalse();
        meter.tell(spent("1.5", true));
        meter.end(spent("1", false), book::add);

        assertThat(meter.write(book::add)).isFalse();
        assertThat(costs()).containsExactly("0.9", "1");
        assertThat(book.getLast().isEstimate()).isFalse();
    }

    @Test
    void roundsAddUp() {
        meter.begin();
        meter.end(spent("1", true), book::add);
        meter.begin();
        meter.tell(spent("0.5", false));
        meter.write(book::add);
        meter.end(spent("0.75", false), book::add);

        assertThat(costs()).containsExactly("1", "1.5", "1.75");
        assertThat(book.getLast().isEstimate()).isTrue();
        assertThat(book.getLast().tokens()).isEqualTo(new Usage(20, 2, 0, 0));
    }

    @Test
    void whatIsToldAfterTheEndIsNotCounted() {
        meter.begin();
        meter.end(spent("1", false), book::add);

        meter.tell(spent("3", false));

        assertThat(meter.write(book::add)).isFalse();
        assertThat(meter.isAtWork()).isFalse();
    }
}
