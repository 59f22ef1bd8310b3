package dev.coppice.git;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.coppice.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks whether a directory holds a repository that Coppice can work on. */
final class RepositoryProbe {

    private static final Set<Path> FIT = ConcurrentHashMap.newKeySet();

    private final Git git;
    private final Path directory;
    private final Map<String, String> environment;

    RepositoryProbe(Path directory, Map<String, String> environment) {
        this.directory = directory.toAbsolutePath().normalize();
        this.environment = environment;
        this.git = Git.discovering(this.directory, environment);
    }

    Opening open() {
        if (!Files.isDirectory(directory)) {
            return new Opening.Refused(directory + " is not a directory");
        }
        var unfit = unfitGit();
        if (unfit.isPresent()) {
            return new Opening.Refused("git " + GitVersion.OLDEST + " or later is needed, this is: " + unfit.get());
        }
        // The last of them fails where there is no working tree; what the others say comes before.
        var places = git.ask(
                "",
                "rev-parse",
                "--path-format=absolute",
                "--git-common-dir",
                "--absolute-git-dir",
                "--show-object-format",
                "--show-toplevel");
        var lines = places.text().lines().toList();
        if (lines.size() < 3) {
            return new Opening.Refused(
                    "no git repository at " + directory + ": " + places.error().strip());
        }
        return open(lines);
    }

    /** What the git is that will not do. One that once was new enough is not asked again. */
    private Optional<String> unfitGit() {
        var program = Programs.find("git", directory, environment);
        if (program.filter(FIT::contains).isPresent()) {
            return Optional.empty();
        }
        var version = git.ask("", "version").text();
        var isFit = GitVersion.parse(version).filter(found -> found.compareTo(GitVersion.OLDEST) >= 0);
        if (isFit.isEmpty()) {
            return Optional.of(version);
        }
        program.ifPresent(FIT::add);
        return Optional.empty();
    }

    private Opening open(List<String> lines) {
        var common = Path.of(lines.get(0));
        var topLevel = lines.size() > 3 ? Path.of(lines.get(3)) : common;
        var commits = namesOfCommits("HEAD^{commit}", "refs/heads/coppice");
        if (!commits.contains("HEAD^{commit}") && !hasBranch()) {
            return new Opening.Refused("the repository at " + directory + " has no commit yet; make a first one");
        }
        if (commits.contains("refs/heads/coppice")) {
            return new Opening.Refused(
                    "the repository has a branch named coppice, which leaves no room for the branches "
                            + "coppice/<execution>/result; rename it, for example: git branch -m coppice coppice-old");
        }
        return new Opening.Opened(
                new GitRepository(git, new RepositoryPlaces(topLevel, common, Path.of(lines.get(1))), lines.get(2)));
    }

    /** Those of the names that lead to one; none where git cannot tell. */
    private Set<String> namesOfCommits(String... names) {
        var asked = Arrays.stream(names).map(name -> name + ' ' + name + '\n').collect(joining());
        return git.ask(asked, "cat-file", "--batch-check=%(objecttype) %(rest)")
                .text()
                .lines()
                .filter(line -> line.startsWith("commit "))
                .map(line -> line.substring("commit ".length()))
                .collect(toSet());
    }

    /** Where HEAD is on a branch without commits, others may have some. */
    private boolean hasBranch() {
        return !git.demand("for-each-ref", "--count=1", "refs/heads", "refs/tags", OriginClone.BRANCHES)
                .isEmpty();
    }
}
