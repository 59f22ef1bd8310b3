package dev.coppice.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.TestRepository;
import dev.coppice.process.Command;
import dev.coppice.process.Limits;
import dev.coppice.process.Output;
import dev.coppice.process.ProcessResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxesTest {

    @TempDir
    Path folder;

    private Sandboxes sandboxes;
    private Place place;

    private record Folder(Path root, UUID id) implements OwnFolder {}

    @BeforeEach
    void prepare() {
        sandboxes = new Sandboxes(new Folder(folder.resolve("data"), UUID.randomUUID()));
        place = new Place(
                TestRepository.create(folder.resolve("repository")).open(),
                folder.resolve("own"),
                List.of(),
                Limits.none());
    }

    @ParameterizedTest
    @CsvSource({
        "auto, claude, true",
        "auto, '', false",
        "host, claude, false",
        "host, '', false",
        "sandbox, claude, true",
        "sandbox, '', true",
    })
    void agentClisWorkInASandboxUnlessAskedOtherwiseAndEverythingElseIfAskedTo(
            String word, String cli, boolean inSandbox) {
        assumeTrue(
                Sandboxes.missing().isEmpty(),
                () -> "no sandbox here: " + Sandboxes.missing().orElse(""));

        var enclosure = sandboxes.enclosure(word, Optional.of(cli).filter(name -> !name.isEmpty()), place);

        assertThat(enclosure).isInstanceOf(inSandbox ? Enclosure.InSandbox.class : Enclosure.OnHost.class);
    }

    @Test
    void aWordThatThisVersionDoesNotKnowStartsNothing() {
        var command = new Command(List.of("true"), folder, Map.of(), "", Duration.ofSeconds(5));

        var enclosure = sandboxes.enclosure("container", Optional.of("claude"), place);

        assertThat(enclosure
                        .forAgent(List.of())
                        .launch(command, Output.none(), Output.none())
                        .await())
                .isEqualTo(new ProcessResult.NotStarted("this version has no isolation 'container'"));
    }

    @Test
    void settingsThatMakeNoSenseAreNamedWithWhatTheyMayBe() {
        record Wrong(String isolation, String network, Optional<List<String>> readOnly) implements SandboxConfig {
            @Override
            public Optional<List<String>> hosts() {
                return Optional.empty();
            }

            @Override
            public Optional<List<String>> writable() {
                return Optional.empty();
            }
        }

        assertThatThrownBy(() -> SandboxSettings.of(new Wrong("jail", "off", Optional.empty()), Map.of()))
                .hasMessage("coppice.sandbox.isolation is 'jail'; it must be: auto, host, sandbox, kubernetes");
        assertThatThrownBy(() -> SandboxSettings.of(new Wrong("auto", "some", Optional.empty()), Map.of()))
                .hasMessage("coppice.sandbox.network is 'some'; it must be: hosts, on, off");
        assertThatThrownBy(
                        () -> SandboxSettings.of(new Wrong("auto", "off", Optional.of(List.of("relative"))), Map.of()))
                .hasMessageStartingWith("coppice.sandbox.read-only is 'relative'");
        assertThat(SandboxSettings.of(
                                new Wrong("auto", "off", Optional.of(List.of("~/.m2"))), Map.of("HOME", "/home/me"))
                        .readOnly())
                .containsExactly(Path.of("/home/me/.m2"));
    }
}
