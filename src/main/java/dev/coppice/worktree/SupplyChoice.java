package dev.coppice.worktree;

import dev.coppice.git.Git;
import dev.coppice.git.GitRepository;
import dev.coppice.project.PathPattern;
import dev.coppice.project.WorktreeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks in the user's checkout for what a repository wants brought into its worktrees. Only what git ignores there is taken: the rest is
 * in commits already, or is the user's unfinished work.
 */
final class SupplyChoice {

    /** Each is a word of every later look at the worktree. */
    private static final int MOST = 1000;

    private static final int NAMED = 5;

    private final Path top;
    private final Git git;
    private final TreeMap<String, Supply.Manner> chosen = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();

    private SupplyChoice(GitRepository repository) {
        var checkout = new UserCheckout(repository);
        this.top = checkout.top();
        this.git = checkout.git();
    }

    /** What there is now for these settings; a bare repository has nothing. */
    static Supplies of(GitRepository repository, WorktreeSettings settings) {
        if (settings.copy().isEmpty() && settings.link().isEmpty()) {
            return Supplies.none();
        }
        if (!repository.hasCheckout()) {
            return new Supplies(Optional.empty(), List.of(), List.of("a bare repository has no files to copy or link"));
        }
        return new SupplyChoice(repository).choose(settings);
    }

    private Supplies choose(WorktreeSettings settings) {
        var ignored = listed("--others", "--ignored", "--directory");
        var others = listed("--others", "--cached");
        settings.link().forEach(pattern -> choose(PathPattern.of(pattern), Supply.Manner.LINK, ignored, others));
        // What is asked for in both manners is copied: a copy harms nobody.
        settings.copy().forEach(pattern -> choose(PathPattern.of(pattern), Supply.Manner.COPY, ignored, others));
        return new Supplies(Optional.of(top), withoutNested(), remarks);
    }

    private List<String> listed(String... which) {
        var line = new ArrayList<>(List.of("ls-files", "-z", "--exclude-standard"));
        line.addAll(List.of(which));
        return git.demandAnswer("", line.toArray(String[]::new)).fields();
    }

    private void choose(PathPattern pattern, Supply.Manner manner, List<String> ignored, List<String> others) {
        boolean isFound = false;
        for (String entry : ignored) {
            var path = withoutSlash(entry);
            if (pattern.covers(path)) {
                chosen.put(path, manner);
                isFound = true;
            } else if (entry.endsWith("/") && pattern.leadsInto(path)) {
                isFound |= chooseBelow(path, pattern, manner);
            }
        }
        var refused = others.stream().filter(pattern::covers).toList();
        if (!refused.isEmpty()) {
            remarks.add("git does not ignore " + named(refused) + ": not taken along");
        } else if (!isFound) {
            remarks.add("there is no ignored " + pattern.text() + " in " + top);
        }
    }

    /** A folder that is ignored as a whole is one entry to git, whatever is in it. */
    private boolean chooseBelow(String folder, PathPattern pattern, Supply.Manner manner) {
        int before = chosen.size();
        try {
            int depth = pattern.longest() - Path.of(folder).getNameCount();
            Files.walkFileTree(top.resolve(folder), Set.of(), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return look(directory);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return look(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    return FileVisitResult.CONTINUE;
                }

                private FileVisitResult look(Path place) {
                    var path = top.relativize(place).toString();
                    if (pattern.matches(path)) {
                        chosen.put(path, manner);
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chosen.size() > before;
    }

    /** A folder brings all that is in it. */
    private List<Supply> withoutNested() {
        var all = IgnoredPaths.none().and(chosen.keySet());
        var supplies = chosen.entrySet().stream()
                .filter(one -> !all.cover(folderOf(one.getKey())))
                .map(one -> new Supply(one.getKey(), one.getValue()))
                .toList();
        if (supplies.size() > MOST) {
            remarks.add("only the first " + MOST + " of " + supplies.size() + " files and folders are taken along;"
                    + " name folders instead of the files in them");
        }
        return supplies.subList(0, Math.min(MOST, supplies.size()));
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static String named(List<String> paths) {
        var first = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
        return paths.size() > NAMED ? first + " and " + (paths.size() - NAMED) + " more" : first;
    }

    private static String withoutSlash(String entry) {
        return entry.endsWith("/") ? entry.substring(0, entry.length() - 1) : entry;
    }
}
