package dev.coppice.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SchedulingOptionsTest {

    @Command
    private static final class Holder {

        @CommandLine.Mixin
        SchedulingOptions options = new SchedulingOptions();
    }

    private static SchedulingOptions options(String... arguments) {
        var holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.options;
    }

    @Test
    void theLadderOfTheRetriesIsAListInItsOrder() {
        var options = options("--retries", "2", "--escalate", "codex,claude");

        assertThat(options.objection()).isEmpty();
        assertThat(options.scheduling().askedEscalation()).contains(List.of("codex", "claude"));
        assertThat(options().scheduling().askedEscalation()).isEmpty();
    }

    @Test
    void aLadderWithoutRetriesIsAMistake() {
        assertThat(options("--escalate", "claude").objection())
                .contains("--escalate says who does the retries; --retries N says how many there are");
    }
}
