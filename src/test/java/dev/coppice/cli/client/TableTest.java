package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table("TASK", "STATE", "TITLE");

    @Test
    void onATerminalThereAreColumnsBelowTheirHeads() {
        table.row("1.1", "completed", "Good");
        table.row("1.10", "failed: no", "");

        assertThat(table.lines(new Look(true, false)))
                .containsExactly("TASK  STATE       TITLE", "1.1   completed   Good", "1.10  failed: no");
    }

    @Test
    void elsewhereThereAreFieldsBetweenTabs() {
        table.row("1.1", "completed", "Good\tand \u001b[31mhostile");

        assertThat(table.lines(Look.PLAIN)).containsExactly("1.1\tcompleted\tGood and  [31mhostile");
    }

    @Test
    void onlyTheStateIsColoured() {
        table.row("1.1", "failed: no", "@|red failed|@");

        assertThat(table.lines(new Look(true, true)).getLast())
                .isEqualTo("1.1   \u001b[31mfailed: no\u001b[0m  @|red failed|@");
    }
}
