package dev.coppice.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void aProcessKeepsItsIdentity() {
        long self = ProcessHandle.current().pid();

        assertThat(ProcessIdentity.of(self)).isPresent().isEqualTo(ProcessIdentity.of(self));
        assertThat(ProcessIdentity.of(self).orElseThrow().hasStart()).isTrue();
    }

    @Test
    void aPidThatNobodyHasIsNoIdentity() {
        assertThat(ProcessIdentity.of(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void aNameWithSpacesAndParenthesesDoesNotMoveTheFields() {
        var stat = ProcessStat.parse("77 (a) R 1 (b c)) Z 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 4242 24");

        assertThat(stat).isEqualTo(new ProcessStat(77, 'Z', 7, 8, 10, 4242));
        assertThat(stat.isDead()).isTrue();
    }
}
