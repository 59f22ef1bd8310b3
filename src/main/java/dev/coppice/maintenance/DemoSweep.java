package dev.coppice.maintenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks through the sample repositories that {@code coppice demo} made. */
record DemoSweep(Path demos, KnownExecutions known, Retention retention) {

    private static final String NAME = "weather-station-[1-9][0-9]{0,8}";

    /** The real paths of the repositories that go. */
    Set<Path> sweep(Sweepings into) throws IOException {
        var doomed = new HashSet<Path>();
        if (!Files.isDirectory(demos)) {
            return doomed;
        }
        try (Stream<Path> folders = Files.list(demos)) {
            for (var folder : folders.filter(DemoSweep::isDemo).sorted().toList()) {
                var real = folder.toRealPath();
                if (!known.hasUnfinishedBelow(real) && retention.isOver(new OldFolder(folder).lastChange())) {
                    into.add(step(folder));
                    doomed.add(real);
                }
            }
        }
        return doomed;
    }

    private static boolean isDemo(Path folder) {
        return String.valueOf(folder.getFileName()).matches(NAME)
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private Step step(Path folder) {
        var removal = new Removal(
                Removal.Kind.DEMO,
                folder.toString(),
                demos.toString(),
                "a sample repository that was last changed " + retention.ago());
        return new Step(List.of(removal), () -> {
            new OldFolder(folder).delete();
            Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + "-plan.md"));
            return Optional.empty();
        });
    }
}
