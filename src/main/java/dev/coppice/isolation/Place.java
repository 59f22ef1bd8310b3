package dev.coppice.isolation;

import dev.coppice.git.GitRepository;
import java.nio.file.Path;
import java.util.List;

/**
 * What a sandbox is made for.
 *
 * @param repository of the worktrees that its commands run in
 * @param own an empty folder that lasts as long as the attempt and that nobody else uses
 * @param programs folders of programs that the operator named
 */
public record Place(GitRepository repository, Path own, List<Path> programs) {

    public Place {
        programs = List.copyOf(programs);
    }
}
