package dev.coppice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SubcommandsTest {

    @Test
    void eachIsMadeByItsOwnName() {
        assertThat(Subcommands.NAMES)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(new CommandLine(Subcommands.named(name)).getCommandName())
                        .isEqualTo(name));
    }

    @Test
    void theOneThatIsAskedForIsMadeAlone() {
        assertThat(CoppiceCommand.line("run", "plan.md").getSubcommands()).containsOnlyKeys("run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "rnu", "completion"})
    void allAreThereWhereAllMayBeMeant(String first) {
        assertThat(CoppiceCommand.line(first).getSubcommands()).containsOnlyKeys(Subcommands.NAMES);
    }
}
