package dev.coppice.maintenance;

import dev.coppice.git.Ancestry;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What some branches at a remote hold at this moment. Fetched into a folder that goes again, so that looking changes nothing in the
 * repository.
 */
final class RemoteHistory implements AutoCloseable {

    private final Path objects;
    private final Ancestry ancestry;

    RemoteHistory(RemoteSweep.Place place, Collection<BranchName> branches) throws IOException {
        this.objects = Files.createTempDirectory("coppice-remote-");
        this.ancestry = place.repository().ancestry().with(objects);
        if (!branches.isEmpty()) {
            place.remotes().fetch(place.remote(), branches, objects);
        }
    }

    /** Whether the commit is part of one of the tips; what did not come is part of nothing, and has no part. */
    boolean hasAll(CommitId commit, Set<CommitId> tips) {
        var present = tips.stream().filter(ancestry::has).collect(Collectors.toSet());
        return !present.isEmpty()
                && ancestry.has(commit)
                && ancestry.outside(List.of(commit), present).isEmpty();
    }

    @Override
    public void close() {
        try {
            new OldFolder(objects).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
