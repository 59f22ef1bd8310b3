package dev.coppice.isolation.container;

import dev.coppice.database.OwnFolder;
import dev.coppice.git.GitRepository;
import dev.coppice.process.Limits;
import dev.coppice.task.CommitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Containers for the tasks of this data folder. */
@ApplicationScoped
public class Containers {

    private final ContainerConfig config;
    private final OwnFolder folder;
    private final Footings footings;

    Containers(ContainerConfig config, OwnFolder folder) {
        this.config = config;
        this.folder = folder;
        this.footings = new Footings(config, place(folder));
    }

    private static Path place(OwnFolder folder) {
        return folder.root().resolve("containers");
    }

    /** Where tasks run whose execution names no image; empty if nothing says so. */
    public Optional<String> usualImage() {
        return config.image();
    }

    /** Names of the variables of Coppice's own environment that get in. */
    public List<String> environment() {
        return config.environment().orElse(List.of());
    }

    /** Whether there is a program here that could be an engine; starts nothing. */
    public boolean mayRun() {
        return footings.mayBeFound();
    }

    /**
     * Why no task can run in this image here, in words for people; empty if a container of it has run. The first call for an image may take
     * as long as fetching or building it.
     *
     * @param program the agent's, which must be in the image
     * @param base the commit that a file to build the image by is read from
     */
    public Optional<String> objection(String image, String program, GitRepository repository, CommitId base) {
        return switch (footings.find(image, repository, base)) {
            case Footing.Lacking(var reason) -> Optional.of(reason);
            case Footing.Firm firm -> new ProgramProbe(config, firm).objection(image, program);
        };
    }

    /** For the commands of one attempt; the base is the commit that a file to build the image by is read from. */
    public Quarters quarters(AttemptName attempt, String image, GitRepository repository, CommitId base, Limits limits)
            throws IOException {
        return switch (footings.find(image, repository, base)) {
            case Footing.Lacking(var reason) -> Quarters.refused(reason);
            case Footing.Firm firm -> quarters(attempt, firm, repository, limits);
        };
    }

    private Quarters quarters(AttemptName name, Footing.Firm firm, GitRepository repository, Limits limits)
            throws IOException {
        var own = AttemptFolder.make(place(folder), name.text(), firm.engine());
        var attempt = new ContainerLauncher.Attempt(
                firm.engine(),
                firm.image(),
                name.container(folder.id()),
                name.labels(folder.id()),
                own,
                List.of(folder.scratch(), folder.agents()),
                limits);
        var line = new RunLine(config, firm.engine(), firm.way());
        return new Quarters(new ContainerLauncher(attempt, line, new GitView(repository, own)), own::remove);
    }

    /** Removes the containers that an earlier owner of this data folder, which is dead, has left; starts nothing where it left none. */
    public void sweep() {
        new ContainerSweep(place(folder)).sweep();
    }
}
