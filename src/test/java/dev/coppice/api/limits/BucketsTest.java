package dev.coppice.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Buckets buckets = new Buckets(2, 4, 2);

    @Test
    void aBurstIsAllowedAndThenTheRate() {
        for (int left = 3; left >= 0; left--) {
            assertThat(buckets.draw("a", 0)).isEqualTo(new Buckets.Draw(true, left, 0));
        }

        assertThat(buckets.draw("a", 0)).isEqualTo(new Buckets.Draw(false, 0, 1));
        assertThat(buckets.draw("a", SECOND / 2).isAllowed()).isTrue();
        assertThat(buckets.draw("a", SECOND / 2).isAllowed()).isFalse();
    }

    @Test
    void aLongPauseSavesNoMoreThanABurst() {
        assertThat(buckets.draw("a", 0).left()).isEqualTo(3);

        assertThat(buckets.draw("a", 1000 * SECOND).left()).isEqualTo(3);
    }

    @Test
    void oneCallerTakesNothingFromAnother() {
        for (int call = 0; call < 5; call++) {
            var _ = buckets.draw("a", 0);
        }

        assertThat(buckets.draw("b", 0).isAllowed()).isTrue();
    }

    @Test
    void whoeverWasHeardLongestAgoIsForgottenFirst() {
        for (int call = 0; call < 5; call++) {
            var _ = buckets.draw("a", 0);
        }
        var _ = buckets.draw("b", 0);
        assertThat(buckets.draw("a", 0).isAllowed()).isFalse();

        var _ = buckets.draw("c", 0);

        assertThat(buckets.draw("a", 0).isAllowed()).isFalse();
        assertThat(buckets.draw("b", 0).left()).isEqualTo(3);
    }
}
