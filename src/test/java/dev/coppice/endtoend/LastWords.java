package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.TestRepository;
import java.nio.file.Path;
import java.util.List;

/** What a run printed last, read as a person reads it: commands to be typed as they stand. */
record LastWords(List<String> lines) {

    static LastWords of(PackagedCoppice.Run run) {
        return new LastWords(run.standardError().lines().toList());
    }

    /** Types the command that takes the result; it is the only one besides the one that shows it. */
    void typeWhatTakesIt(Path where) {
        var commands = commands();
        assertThat(commands).hasSize(2).first().asString().contains(" log --oneline ");
        commands.forEach(command -> TestRepository.shell(where, command));
    }

    /** Types the one command that does what could not be done; it is said in the line about that, and no other takes the result. */
    void typeWhatIsLeft(String word, Path where) {
        assertThat(commands()).singleElement().asString().contains(" log --oneline ");
        var said = lines.stream().filter(line -> line.startsWith("not ")).toList();
        assertThat(said).singleElement().asString().contains(word);
        TestRepository.shell(where, said.getFirst().replaceFirst(".*(by hand|beside them): ", ""));
    }

    private List<String> commands() {
        return lines.stream()
                .filter(line -> line.startsWith("  git "))
                .map(String::strip)
                .toList();
    }
}
