package dev.coppice.isolation.dagger;

import dev.coppice.database.OperatorSettings;
import dev.coppice.database.OwnFolder;
import dev.coppice.files.FileTree;
import dev.coppice.git.GitRepository;
import dev.coppice.isolation.AttemptName;
import dev.coppice.isolation.Quarters;
import dev.coppice.task.CommitId;
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

    /**
     * Why no task can run in this image here, in words for people; asks no engine, because to start one may take minutes.
     *
     * @param base the commit that a file to build the image by is read from
     */
    public Optional<String> objection(String image, GitRepository repository, CommitId base) {
        return program.objection().or(() -> Base.of(image, repository, base).objection());
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

    /** For the commands of one attempt; the base is the commit that a file to build the image by is read from. */
    public Quarters quarters(AttemptName name, String image, GitRepository repository, CommitId base)
            throws IOException {
        var made = Base.of(image, repository, base);
        var objection = program.objection().or(made::objection);
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
                        made.ready(stage),
                        stage,
                        List.of(folder.scratch(), folder.agents())));
        return new Quarters(launcher, () -> leave(launcher, stage));
    }

    private static void leave(DaggerLauncher launcher, Path stage) throws IOException {
        launcher.close();
        FileTree.delete(stage);
    }

    /** Takes away what an earlier owner of this data folder, which is dead, has left; its sessions have ended with it. */
    public void sweep() {
        try {
            FileTree.delete(folder.root().resolve("dagger"));
        } catch (IOException e) {
            Log.warnf("cannot take away what was kept for dagger: %s", e);
        }
    }
}
