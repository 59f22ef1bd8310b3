package dev.coppice.integration;

import dev.coppice.git.BlobId;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefChange;
import dev.coppice.git.RefName;
import dev.coppice.git.RefUpdate;
import dev.coppice.git.RefValue;
import java.util.Set;
import java.util.UUID;

/**
 * The values of a fence besides a landed commit: blobs made from an attempt's token, so that whoever knows the token knows them.
 *
 * <p>A mark says that the attempt may land, its void says that it never may.
 */
final class FenceMarks {

    private static final int TRIES = 10;

    private final GitRepository repository;

    FenceMarks(GitRepository repository) {
        this.repository = repository;
    }

    /** The mark's name; the mark itself is made by {@link #set}. */
    BlobId mark(UUID token) {
        return repository.objects().nameOfBlob(text("mark", token));
    }

    /** Makes the void that takes the place of the token's mark. */
    BlobId voidOf(UUID token) {
        return repository.objects().blob(text("void", token));
    }

    /** The names of all values that belong to the token, made or not. */
    Set<String> names(UUID token) {
        return Set.of(
                mark(token).sha(),
                repository.objects().nameOfBlob(text("void", token)).sha());
    }

    private static String text(String what, UUID token) {
        return "coppice " + what + ' ' + token + '\n';
    }

    /** Sets the attempt's mark over any other attempt's, but never over a landed commit. */
    Fence set(RefName fence, UUID token) {
        var mark = repository.objects().blob(text("mark", token));
        var update = repository.refs().update(new RefChange(fence, RefChange.ABSENT, mark.sha()));
        for (int tries = 0; tries < TRIES && update instanceof RefUpdate.Refused; tries++) {
            var present = repository.refs().read(fence);
            if (present.orElse(null) instanceof RefValue.OfCommit(var commit)) {
                return new Fence.AlreadyLanded(commit);
            }
            String from = present.map(RefValue::sha).orElse(RefChange.ABSENT);
            update = repository.refs().update(new RefChange(fence, from, mark.sha()));
        }
        return switch (update) {
            case RefUpdate.Applied _ -> new Fence.Marked(mark);
            case RefUpdate.Refused(var reason) -> new Fence.Contended(reason);
            case RefUpdate.Locked(var reason) -> new Fence.Contended(reason);
        };
    }
}
