package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings supplies into one worktree and takes those of earlier tasks out of it. What was brought is written down beside it before, so that
 * whoever comes next, after a crash too, can tell it from a task's work.
 */
final class SupplyRound {

    /** Beside the worktree. */
    static final String RECORD = "supplies";

    private static final int NAMED = 5;

    private final Path record;
    private final SupplyPlace place;

    SupplyRound(Path directory, Path record) {
        this.record = record;
        this.place = new SupplyPlace(directory);
    }

    /** What earlier tasks were given, as far as it is written down. */
    static IgnoredPaths recorded(Path record) throws IOException {
        return Files.isRegularFile(record, LinkOption.NOFOLLOW_LINKS) ? IgnoredPaths.read(record) : IgnoredPaths.none();
    }

    /** Afterwards the worktree has these supplies, fresh, and no others. Returns those that could be brought. */
    Supplies renew(Supplies supplies, Git index) throws IOException {
        for (String name : recorded(record).names()) {
            place.clear(RawName.text(name));
        }
        var possible = withoutTracked(supplies, index);
        if (possible.all().isEmpty()) {
            FileTree.delete(record);
            return possible;
        }
        IgnoredPaths.none()
                .and(possible.paths().stream().map(RawName::raw).toList())
                .write(record);
        return bring(possible, true);
    }

    /** Brings again what is not there any more. Returns those that are there now. */
    Supplies complete(Supplies supplies) throws IOException {
        return bring(supplies, false);
    }

    private Supplies bring(Supplies supplies, boolean anew) throws IOException {
        var left = new ArrayList<String>();
        var remarks = new ArrayList<String>();
        for (Supply supply : supplies.all()) {
            if (!anew && !place.isEmpty(supply.path())) {
                continue;
            }
            place.clear(supply.path());
            var target = place.open(supply.path());
            if (target.isEmpty()) {
                left.add(supply.path());
                remarks.add(supply.path() + " has no place here: something else is where its folder would be");
            } else {
                remarks.addAll(bring(supply, supplies.top().orElseThrow(), target.get()));
            }
        }
        return supplies.without(left, shortened(remarks));
    }

    private static List<String> bring(Supply supply, Path top, Path target) throws IOException {
        return switch (supply.manner()) {
            case COPY -> SupplyCopy.copy(top, supply.path(), target);
            case LINK -> {
                Files.createSymbolicLink(target, top.resolve(supply.path()));
                yield List.of();
            }
        };
    }

    /** What the commit has itself stays as the commit has it. */
    private Supplies withoutTracked(Supplies supplies, Git index) {
        if (supplies.all().isEmpty()) {
            return supplies;
        }
        var line = Stream.concat(
                        Stream.of("ls-files", "-z", "--"),
                        supplies.paths().stream().map(path -> ":(top,literal)" + path))
                .toArray(String[]::new);
        var tracked = index.demandAnswer("", line).fields();
        var left = supplies.paths().stream()
                .filter(path -> tracked.stream().anyMatch(file -> isAtOrBelow(file, path) || isAtOrBelow(path, file)))
                .toList();
        var remarks = left.stream()
                .map(path -> path + " is part of the commit that the task starts from: not taken along")
                .toList();
        return supplies.without(left, shortened(remarks));
    }

    private static boolean isAtOrBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    private static List<String> shortened(List<String> remarks) {
        if (remarks.size() <= NAMED) {
            return remarks;
        }
        var few = new ArrayList<>(remarks.subList(0, NAMED));
        few.add("and the like for " + (remarks.size() - NAMED) + " more");
        return few;
    }
}
