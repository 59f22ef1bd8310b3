package dev.coppice.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataHomeTest {

    private static final Path USER = Path.of("/home/ann");

    @Test
    void theVariableDecides() {
        assertThat(DataHome.of(Map.of("COPPICE_HOME", "/srv/c", "XDG_DATA_HOME", "/data"), USER, "Linux"))
                .isEqualTo(Path.of("/srv/c"));
    }

    @Test
    void withoutItTheUsersDataFolderIsTaken() {
        assertThat(DataHome.of(Map.of("XDG_DATA_HOME", "/data"), USER, "Linux")).isEqualTo(Path.of("/data/coppice"));
        assertThat(DataHome.of(Map.of("XDG_DATA_HOME", "data"), USER, "Linux"))
                .isEqualTo(Path.of("/home/ann/.local/share/coppice"));
        assertThat(DataHome.of(Map.of("COPPICE_HOME", ""), USER, "Linux"))
                .isEqualTo(Path.of("/home/ann/.local/share/coppice"));
        assertThat(DataHome.of(Map.of(), USER, "Mac OS X"))
                .isEqualTo(Path.of("/home/ann/Library/Application Support/Coppice"));
    }

    @Test
    void theUserIsWhoTheShellSays() {
        assertThat(DataHome.of(Map.of("HOME", "/home/bob"), USER, "Linux"))
                .isEqualTo(Path.of("/home/bob/.local/share/coppice"));
        assertThat(DataHome.of(Map.of("HOME", "bob"), USER, "Linux"))
                .isEqualTo(Path.of("/home/ann/.local/share/coppice"));
    }
}
