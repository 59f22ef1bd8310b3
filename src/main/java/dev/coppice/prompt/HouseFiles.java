package dev.coppice.prompt;

import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files at a repository's top that tell whoever works in it how. */
public interface HouseFiles {

    /** The names that such files go by. */
    List<String> NAMES = List.of("AGENTS.md", "CLAUDE.md", "CONTRIBUTING.md");

    /** The first bytes of a file at the top; empty if there is none, or what goes by that name is no file of the repository. */
    Optional<byte[]> beginning(String name, int most);

    /** Those that are there. */
    default List<String> there() {
        return NAMES.stream().filter(name -> beginning(name, 1).isPresent()).toList();
    }

    /** As they lie in a worktree now. */
    static HouseFiles in(Path worktree) {
        return new WorktreeFiles(worktree);
    }

    /** As a commit has them. */
    static HouseFiles of(GitRepository repository, CommitId commit) {
        return (name, most) ->
                repository.linkedFile(commit, name).map(file -> file.length <= most ? file : Arrays.copyOf(file, most));
    }
}
