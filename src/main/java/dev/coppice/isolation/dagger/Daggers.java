package dev.coppice.isolation.dagger;

import dev.coppice.database.OperatorSettings;
import dev.coppice.database.OwnFolder;
import dev.coppice.isolation.container.AttemptName;
import dev.coppice.isolation.container.Quarters;
import dev.coppice.isolation.container.Remains;
import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Dagger for the tasks of this data folder. */
@ApplicationScoped
public class Daggers {

    private static final int OVER_CONVERTERS_OF_LIBRARIES = 200;

    private final OwnFolder folder;
    private final DaggerProgram program;

    Daggers(DaggerConfig config, OwnFolder folder) {
        this.folder = folder;
        this.program = new DaggerProgram(config, System.getenv());
    }

    /** Where tasks run whose execution names no image; empty if nothing says so. */
    public Optional<String> usualImage() {
        return program.config().image();
    }

    /** Names of the variables of Coppice's own environment that get in, openly or as secrets. */
    public List<String> environment() {
        return Stream.of(program.config().environment(), program.config().secrets())
                .flatMap(names -> names.orElse(List.of()).stream())
                .distinct()
                .toList();
    }

    /** Whether there is a session, or a program that could open one; starts nothing. */
    public boolean mayRun() {
        return program.objection().isEmpty();
    }

    /** Why no task can run in this image here, in words for people; asks no engine, because to start one may take minutes. */
    public Optional<String> objection(String image) {
        return program.objection().or(() -> Base.of(image).objection());
    }

    /** Why there can be no session here, by the operator's settings as they are now and without a running application. */
    public static Optional<String> objection() {
        var config = OperatorSettings.sources()
                .withConverter(Duration.class, OVER_CONVERTERS_OF_LIBRARIES, new DurationConverter())
                .withMapping(DaggerConfig.class)
                .build()
                .getConfigMapping(DaggerConfig.class);
        return new DaggerProgram(config, System.getenv()).objection();
    }

    /** For the commands of one attempt. */
    public Quarters quarters(AttemptName name, String image) throws IOException {
        var objection = objection(image);
        if (objection.isPresent()) {
            return Quarters.refused(objection.get());
        }
        var place = Files.createDirectories(folder.root().resolve("dagger"));
        var stage = Files.createTempDirectory(
                place,
                name.text() + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var launcher = new DaggerLauncher(
                program,
                new DaggerLauncher.Attempt(
                        stage.getFileName().toString(),
                        Base.of(image),
                        stage,
                        List.of(folder.scratch(), folder.agents())));
        return new Quarters(launcher, () -> leave(launcher, stage));
    }

    private static void leave(DaggerLauncher launcher, Path stage) throws IOException {
        launcher.close();
        Remains.delete(stage);
    }

    /** Takes away what an earlier owner of this data folder, which is dead, has left; its sessions have ended with it. */
    public void sweep() {
        try {
            Remains.delete(folder.root().resolve("dagger"));
        } catch (IOException e) {
            Log.warnf("cannot take away what was kept for dagger: %s", e);
        }
    }
}
