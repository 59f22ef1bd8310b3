package dev.coppice.isolation;

import dev.coppice.git.GitRepository;
import dev.coppice.process.Limits;
import java.nio.file.Path;
import java.util.List;

/**
 * What commands are walled in for.
 *
 * @param repository of the worktrees that its commands run in
 * @param own an empty folder that lasts as long as the attempt and that nobody else uses
 * @param programs folders of programs that the operator named
 * @param limits what each of its commands may use of the machine, with all that it starts
 */
public record Place(GitRepository repository, Path own, List<Path> programs, Limits limits) {

    public Place {
        programs = List.copyOf(programs);
    }
}
