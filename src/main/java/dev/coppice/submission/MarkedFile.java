package dev.coppice.submission;

import dev.coppice.git.CommittedFile;
import dev.coppice.git.GitRepository;
import dev.coppice.task.CommitId;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The file in which somebody wants completed tasks to be marked, in their words. It has to be part of the commit that work starts from:
 * what only lies in a checkout, or elsewhere, is nothing that a result could hold.
 */
record MarkedFile(String words) {

    /** What is wrong with it in this repository. */
    Optional<String> objection(GitRepository repository, String base) {
        if (!isPlain()) {
            return Optional.of(
                    "mark_done marks a plan by its path in the repository, such as docs/PLAN.md; this is none: "
                            + words);
        }
        return repository.resolve(base).flatMap(commit -> objection(repository, commit, base));
    }

    private Optional<String> objection(GitRepository repository, CommitId commit, String base) {
        return CommittedFile.of(repository, commit, words).isPresent()
                ? Optional.empty()
                : Optional.of("mark_done marks the plan in the repository, and " + base + " has no file " + words
                        + "; commit the plan first");
    }

    private boolean isPlain() {
        try {
            var path = Path.of(words);
            return !words.isBlank()
                    && !path.isAbsolute()
                    && path.normalize().toString().equals(words)
                    && words.chars().noneMatch(Character::isISOControl)
                    && StreamSupport.stream(path.spliterator(), false)
                            .map(Path::toString)
                            .noneMatch(name -> name.equals("..") || name.equalsIgnoreCase(".git"));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
