package dev.coppice.isolation.kubernetes;

import dev.coppice.database.OperatorSettings;
import dev.coppice.database.OwnFolder;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.isolation.AttemptName;
import dev.coppice.isolation.Enclosure;
import dev.coppice.isolation.ImageName;
import dev.coppice.process.Launcher;
import dev.coppice.repository.NamedRepositories;
import dev.coppice.task.BranchName;
import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** A cluster for the tasks of this data folder. */
@ApplicationScoped
public class ClusterJobs {

    private static final int LONGEST_NAME = 54;
    private static final int OVER_CONVERTERS_OF_LIBRARIES = 200;

    private final KubernetesConfig config;
    private final OwnFolder folder;
    private final Origins origins;
    private final Connection connection;
    private final Pace pace;

    @Inject
    ClusterJobs(KubernetesConfig config, OwnFolder folder, NamedRepositories repositories) {
        this(config, folder, new Origins(repositories), new Connection(() -> Cluster.configured(config)), Pace.USUAL);
    }

    ClusterJobs(KubernetesConfig config, OwnFolder folder, Origins origins, Connection connection, Pace pace) {
        this.config = config;
        this.folder = folder;
        this.origins = origins;
        this.connection = connection;
        this.pace = pace;
    }

    /** Where tasks run whose execution names no image; empty if nothing says so. */
    public Optional<String> usualImage() {
        return config.image();
    }

    /** Names of the variables of Coppice's own environment that get in. */
    public List<String> environment() {
        return config.environment().orElse(List.of());
    }

    /** Whether this process may make Jobs, as far as can be told without asking a cluster. */
    public boolean mayRun() {
        return Presence.here(config).mayRun();
    }

    /** Why no task can run in a cluster, by what is there before the application is. */
    public static Optional<String> objection() {
        var config = OperatorSettings.sources()
                .withConverter(Duration.class, OVER_CONVERTERS_OF_LIBRARIES, new DurationConverter())
                .withMapping(KubernetesConfig.class)
                .build()
                .getConfigMapping(KubernetesConfig.class);
        return Presence.here(config).objection();
    }

    /** Why no task of this repository can run in this image in a cluster, in words for people; asks no cluster. */
    public Optional<String> objection(String image, GitRepository repository) {
        return toImage(image)
                .or(() -> origins.objection(repository))
                .or(() -> Presence.here(config).objection());
    }

    private static Optional<String> toImage(String words) {
        return switch (ImageName.of(words)) {
            case ImageName.Named _ -> Optional.empty();
            case ImageName.Malformed(var reason) -> Optional.of(reason);
            case ImageName.Archive _, ImageName.Built _ ->
                Optional.of("mode kubernetes takes an image by a name that the cluster's nodes can fetch: " + words);
        };
    }

    /**
     * For the commands of one attempt.
     *
     * @param setup shell commands that make a worktree ready; they run in each pod
     */
    public Enclosure enclosure(AttemptName name, String image, GitRepository repository, List<String> setup)
            throws IOException {
        var objection = toImage(image).or(() -> origins.objection(repository));
        if (objection.isPresent()) {
            return new Enclosure.Nowhere(objection.get());
        }
        try {
            return inCluster(name, image, repository, setup);
        } catch (IllegalStateException e) {
            // A login that is configured is not there.
            return new Enclosure.Nowhere(String.valueOf(e.getMessage()));
        }
    }

    private Enclosure inCluster(AttemptName name, String image, GitRepository repository, List<String> setup)
            throws IOException {
        var origin = origins.of(repository);
        var branch = new BranchName(new ExecutionRefs(name.lease().execution())
                .away(name.task(), name.lease().attempt())
                .name());
        var record = AttemptRecord.make(records(), name.text(), repository.topLevel(), branch);
        var attempt = new JobLauncher.Attempt(
                nameOfJobs(name),
                name.labels(folder.id()),
                image,
                setup,
                new AttemptBranch(repository, origin.remotes(), branch, record.path()),
                origin.url(),
                origin.scheme(),
                List.of(folder.scratch(), folder.agents()),
                new ReentrantLock(true));
        return new Enclosure.InCluster(
                launcher(attempt, true), launcher(attempt, false), () -> leave(attempt.branch(), record));
    }

    private Launcher launcher(JobLauncher.Attempt attempt, boolean returning) {
        return new LateLauncher(() -> new JobLauncher(connection.cluster(), config, pace, attempt, returning));
    }

    /** The beginning of names that the cluster's names of hosts allow, and room for what tells one command from another. */
    private String nameOfJobs(AttemptName name) {
        var plain = "coppice-" + name.textOf(folder.id()).replaceAll("[^a-z0-9]", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("-+$", "");
    }

    private static void leave(AttemptBranch branch, AttemptRecord record) throws IOException {
        var trouble = branch.remove();
        if (trouble.isPresent()) {
            throw new IOException("the branch " + branch.name() + " at its origin: " + trouble.get());
        }
        record.remove();
    }

    /** Takes away what an earlier owner of this data folder, which is dead, has left; asks no cluster where it left nothing. */
    public void sweep() {
        try {
            var found = AttemptRecord.in(records());
            if (!found.isEmpty()) {
                new JobSweep(folder.id(), connection, origins::remove).sweep(found);
            }
        } catch (IOException e) {
            Log.warnf("cannot look for what was left in a cluster: %s", e);
        }
    }

    private Path records() {
        return folder.root().resolve("kubernetes");
    }

    @PreDestroy
    void close() {
        connection.close();
    }
}
