package dev.coppice.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether a directory holds a repository that Coppice can work on. */
final class RepositoryProbe {

    private final Git git;
    private final Path directory;

    RepositoryProbe(Path directory, Map<String, String> environment) {
        this.directory = directory.toAbsolutePath().normalize();
        this.git = Git.discovering(this.directory, environment);
    }

    Opening open() {
        if (!Files.isDirectory(directory)) {
            return new Opening.Refused(directory + " is not a directory");
        }
        var version = git.ask("", "version");
        if (GitVersion.parse(version.text())
                .filter(v -> v.compareTo(GitVersion.OLDEST) >= 0)
                .isEmpty()) {
            return new Opening.Refused("git " + GitVersion.OLDEST + " or later is needed, this is: " + version.text());
        }
        var places = git.ask(
                "",
                "rev-parse",
                "--path-format=absolute",
                "--git-common-dir",
                "--absolute-git-dir",
                "--show-object-format");
        if (!places.succeeded()) {
            return new Opening.Refused(
                    "no git repository at " + directory + ": " + places.error().strip());
        }
        return open(places.text().lines().toList());
    }

    private Opening open(List<String> lines) {
        var common = Path.of(lines.get(0));
        var places = new RepositoryPlaces(topLevel().orElse(common), common, Path.of(lines.get(1)));
        if (!hasCommit()) {
            return new Opening.Refused("the repository at " + directory + " has no commit yet; make a first one");
        }
        if (git.ask("", "show-ref", "--verify", "--quiet", "refs/heads/coppice").succeeded()) {
            return new Opening.Refused(
                    "the repository has a branch named coppice, which leaves no room for the branches "
                            + "coppice/<execution>/result; rename it, for example: git branch -m coppice coppice-old");
        }
        return new Opening.Opened(new GitRepository(git, places, lines.get(2)));
    }

    private Optional<Path> topLevel() {
        var answer = git.ask("", "rev-parse", "--show-toplevel");
        return answer.succeeded() ? Optional.of(Path.of(answer.text())) : Optional.empty();
    }

    private boolean hasCommit() {
        return git.ask("", "rev-parse", "--verify", "--quiet", "HEAD^{commit}").succeeded()
                || !git.demand("for-each-ref", "--count=1", "refs/heads", "refs/tags", OriginClone.BRANCHES)
                        .isEmpty();
    }
}
