package dev.coppice.integration;

import dev.coppice.git.GitFailure;
import dev.coppice.git.RefName;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The lock files of a repository's refs, which git makes before it changes a ref and renames onto it: with the ref's next value in it.
 *
 * <p>Taking one away from a git that lives, if only stopped, ends the exclusion: it wakes and renames whatever lies there by then, such
 * as the lock of the next git, half written.
 */
record LandingLocks(Path commonDirectory) {

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    /** The lock that stands on the ref now. */
    Optional<Path> on(RefName ref) {
        return Optional.of(file(ref)).filter(Files::exists);
    }

    /**
     * Removes what a dead git left on the ref, if it was about to set one of the values. Another value is somebody else's lock, who may
     * live; an empty one was made in the instant before git writes, and is taken for the dead git's.
     */
    void removeOfDead(RefName ref, Set<String> values) {
        var file = file(ref);
        try {
            String value = Files.readString(file).strip();
            if (value.isEmpty() || values.contains(value)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // The usual case: nothing was left.
        } catch (IOException e) {
            throw new GitFailure("removing the stale lock " + file, String.valueOf(e));
        }
    }

    /**
     * The same where a dead git may have been about to set any commit of that kind; for who knows that no other git of Coppice's has the
     * ref. Returns whether there is no lock now.
     */
    boolean isRemovedOfDead(RefName ref, Predicate<CommitId> couldBeSet) {
        var file = file(ref);
        try {
            String value = Files.readString(file).strip();
            boolean isOurs = SHA.matcher(value).matches() && couldBeSet.test(new CommitId(value));
            return (value.isEmpty() || isOurs) && Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw new GitFailure("removing the stale lock " + file, String.valueOf(e));
        }
    }

    private Path file(RefName ref) {
        return commonDirectory.resolve(ref.name() + ".lock");
    }
}
