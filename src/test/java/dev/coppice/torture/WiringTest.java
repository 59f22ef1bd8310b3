package dev.coppice.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.database.DatabaseAddress;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room that the torture test's workers cannot make is found here, in a second, and not by workers that end again and again. */
class WiringTest {

    private static final DatabaseAddress NOWHERE =
            new DatabaseAddress("jdbc:postgresql://127.0.0.1:9/none", "nobody", "none");

    @TempDir
    Path folder;

    @Test
    void everyRoomThatAWorkerNeedsCanBeMade() {
        try (var database = Pool.of(NOWHERE, "wiring")) {
            var rooms = TortureWorker.rooms(TortureWorker.settings(folder, UUID.randomUUID()), database);
            for (var root : TortureWorker.ROOTS) {
                assertThat(rooms.get(root)).isInstanceOf(root);
            }
            assertThat(rooms.jobs()).isNotEmpty();
        }
    }
}
