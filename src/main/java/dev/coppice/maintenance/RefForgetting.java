package dev.coppice.maintenance;

import dev.coppice.git.GitRepository;
import dev.coppice.git.PresentRef;
import dev.coppice.git.RefName;
import java.util.Optional;

/** Deletes what is remembered of a branch at a remote. */
record RefForgetting(GitRepository repository) {

    /** A push that deletes a branch deletes what is remembered of it too, mostly. Answers why it is still there. */
    Optional<String> forget(PresentRef tracking) {
        return name(tracking).map(this::forget).orElse(Optional.of("Coppice deletes no ref of such a name"));
    }

    private Optional<String> forget(RefName name) {
        repository
                .refs()
                .read(name)
                .map(value -> new PresentRef(name.name(), value, "").deletion())
                .ifPresent(change -> repository.refs().update(change));
        return repository.refs().read(name).map(_ -> "it has moved meanwhile");
    }

    /** A remote may be called by any name that git allows. */
    private static Optional<RefName> name(PresentRef tracking) {
        try {
            return Optional.of(new RefName(tracking.name()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
