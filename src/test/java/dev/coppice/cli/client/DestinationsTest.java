package dev.coppice.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coppice.database.ServiceNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private static final ServiceNote OWN = new ServiceNote("http://127.0.0.1:9000", "operators", 1);

    @TempDir
    Path folder;

    private static Destination find(
            Optional<String> server, Optional<Path> tokenFile, Map<String, String> environment, ServiceNote... own) {
        return new Destinations(
                        server, tokenFile, environment, () -> own.length == 0 ? Optional.empty() : Optional.of(own[0]))
                .find();
    }

    @Test
    void withNothingSaidItIsTheServiceOfTheDataFolderWithItsOwnToken() {
        assertThat(find(Optional.empty(), Optional.empty(), Map.of(), OWN))
                .isEqualTo(new Destination("http://127.0.0.1:9000", Optional.of("operators")));
    }

    @Test
    void whereNoneRunsItIsTheUsualAddress() {
        assertThat(find(Optional.empty(), Optional.empty(), Map.of()))
                .isEqualTo(new Destination("http://127.0.0.1:8001", Optional.empty()));
    }

    @Test
    void theOptionComesBeforeTheVariableAndBothBeforeTheDataFolder() {
        var environment = Map.of("COPPICE_SERVER", "https://of.the.variable/coppice/");

        assertThat(find(Optional.of("http://of.the.option:8001"), Optional.empty(), environment, OWN)
                        .address())
                .isEqualTo("http://of.the.option:8001");
        assertThat(find(Optional.empty(), Optional.empty(), environment, OWN).address())
                .isEqualTo("https://of.the.variable/coppice");
    }

    @Test
    void theOperatorsTokenGoesToNoOtherService() {
        assertThat(find(Optional.of("http://elsewhere:9000"), Optional.empty(), Map.of(), OWN)
                        .token())
                .isEmpty();
        assertThat(find(Optional.of("http://127.0.0.1:9000"), Optional.empty(), Map.of(), OWN)
                        .token())
                .contains("operators");
    }

    @Test
    void aTokenFileComesBeforeTheVariable() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "of-the-file\n");
        var environment = Map.of("COPPICE_TOKEN", "of-the-variable");

        assertThat(find(Optional.empty(), Optional.of(file), environment).token())
                .contains("of-the-file");
        assertThat(find(Optional.empty(), Optional.empty(), environment).token())
                .contains("of-the-variable");
        assertThat(find(Optional.empty(), Optional.empty(), Map.of("COPPICE_TOKEN", " "))
                        .token())
                .isEmpty();
    }

    @Test
    void aTokenThatCannotBeOneIsRefusedWithoutBeingShown() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "two\nlines");

        assertThatThrownBy(() -> find(Optional.empty(), Optional.of(file), Map.of()))
                .isInstanceOf(ClientRefusal.class)
                .hasMessageContaining("one line")
                .hasMessageNotContaining("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8001",
                "ftp://host",
                "http://",
                "http://user:secret@host",
                "http://host?a=b",
                "nonsense here"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> find(Optional.of(text), Optional.empty(), Map.of()))
                .isInstanceOf(ClientRefusal.class)
                .hasMessageContaining("no address of a service");
    }

    @Test
    void aDestinationDoesNotShowItsToken() {
        assertThat(new Destination("http://host", Optional.of("secret"))).hasToString("http://host");
    }
}
