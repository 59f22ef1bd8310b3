package dev.coppice.ops;

import dev.coppice.access.issuer.Issuer;
import dev.coppice.agent.roster.InstalledAgents;
import dev.coppice.database.DataHome;
import dev.coppice.repository.ConfiguredRepositories;
import dev.coppice.worker.TaskLimits;
import dev.coppice.worktree.FreeSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at everything that Coppice needs of a machine, without Quarkus and without taking anything from a running Coppice. */
public final class Doctor {

    private final List<Examination> examinations;

    Doctor(List<Examination> examinations) {
        this.examinations = List.copyOf(examinations);
    }

    /**
     * The doctor of this machine and this user.
     *
     * @param repository looked at as well, if there is one
     * @param deep whether the embedded database may be made and started to see that it does
     */
    public static Doctor here(Optional<Path> repository, boolean deep) {
        Map<String, String> environment = System.getenv();
        var user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
        var home = DataHome.standard();
        var examinations = new ArrayList<Examination>(List.of(
                new GitExamination(environment),
                new JavaExamination(),
                new DataFolderExamination(home),
                new DiskExamination(home, FreeSpace::leastConfigured),
                new DatabaseExamination(home, deep),
                new WallExamination(),
                new SandboxExamination(),
                new LimitsExamination(TaskLimits::configured),
                new ContainerExamination(),
                new NamespaceExamination(environment),
                new AgentExamination(environment, user),
                new ProfileExamination(InstalledAgents::problems, InstalledAgents::configured),
                new LoginExamination(environment, user),
                new NamedRepositoriesExamination(ConfiguredRepositories::problems, ConfiguredRepositories::all),
                new IssuerExamination(Issuer::configured),
                new PortExamination(8001)));
        repository.ifPresent(directory -> examinations.add(new RepositoryExamination(directory)));
        return new Doctor(examinations);
    }

    /** All findings, in a fixed order. */
    public List<Finding> findings() {
        return examinations.stream()
                .flatMap(examination -> look(examination).stream())
                .toList();
    }

    /** A look that fails says nothing about what it looked at, and must not keep the others from looking. */
    private static List<Finding> look(Examination examination) {
        try {
            return examination.look();
        } catch (IOException | RuntimeException e) {
            var why = Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
            return List.of(Finding.warning(examination.name(), "could not be checked: " + why, ""));
        }
    }
}
