package dev.coppice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A data folder and a repository, and the services that a test starts on them; nothing of them is left running. */
abstract class AServedFolder {

    @TempDir
    Path folder;

    private final List<RunningService> services = new ArrayList<>();
    SampleRepository repository;
    Path home;
    PackagedCoppice coppice;

    @BeforeEach
    void prepare() {
        repository = SampleRepository.in(folder.resolve("repository"));
        home = folder.resolve("home");
        coppice = new PackagedCoppice(home, repository.folder());
    }

    @AfterEach
    void nothingIsLeftRunning() {
        services.forEach(RunningService::stop);
        assertThat(coppice.processesLeft()).isEmpty();
    }

    RunningService serve(String... options) {
        var service = RunningService.start(coppice, home, options);
        services.add(service);
        return service;
    }

    String gatedAgent() {
        return "sh -c 'echo done > done-$COPPICE_TASK; until test -e \"" + folder.resolve("gate")
                + "\"; do sleep 0.05; done'";
    }
}
