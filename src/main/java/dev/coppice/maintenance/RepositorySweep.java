package dev.coppice.maintenance;

import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Looks through every repository that executions were run in, and those that were asked for. */
final class RepositorySweep {

    private final CleanupRequest request;
    private final KnownExecutions known;
    private final RefSweeps refs;
    private final Retention retention;
    private final WorktreeSweep worktrees;
    private final Set<Path> seen = new HashSet<>();
    private final Set<String> unheardOf = new TreeSet<>();

    RepositorySweep(
            CleanupRequest request,
            KnownExecutions known,
            RefSweeps refs,
            Retention retention,
            WorktreeSweep worktrees) {
        this.request = request;
        this.known = known;
        this.refs = refs;
        this.retention = retention;
        this.worktrees = worktrees;
    }

    /** @param doomed repositories that this cleanup removes, which are gone already for all that follows */
    void sweep(Set<Path> doomed, Sweepings into) throws IOException {
        unheardOf.addAll(request.remotes());
        var paths = new TreeSet<>(known.repositories());
        paths.addAll(request.repositories());
        for (Path path : paths) {
            sweepAlone(path, doomed.contains(path) || Files.notExists(path), into);
        }
        unheardOf.forEach(remote -> into.problem("no repository that was looked at has a remote " + remote));
        if (!request.poolsInUse()) {
            worktrees.sweepRest(into);
        }
    }

    /** One repository that is broken must not keep the others from being cleaned. */
    private void sweepAlone(Path path, boolean isGone, Sweepings into) {
        try {
            if (!isGone) {
                open(path, into);
            } else if (!request.poolsInUse()) {
                worktrees.sweepGone(path, into);
            }
        } catch (GitFailure | IOException e) {
            into.problem("could not look through " + path, e);
        }
    }

    private void open(Path path, Sweepings into) throws IOException {
        switch (GitRepository.open(path)) {
            case Opening.Opened(var repository) -> sweep(path, repository, into);
            case Opening.Refused(var reason) -> worktrees.leave(path, reason, into);
        }
    }

    /** Nothing is asked over the network that nobody wants to be asked. */
    private void sweepRemote(String remote, GitRepository repository, Sweepings into) {
        var sweep = refs.at(remote, repository, known, into);
        if (request.remotes().contains(remote)) {
            unheardOf.remove(remote);
            sweep.sweep();
        } else {
            sweep.mention();
        }
    }

    /** Two checkouts of one repository have pools of their own, but share its refs. */
    private void sweep(Path path, GitRepository repository, Sweepings into) throws IOException {
        boolean isNew = seen.add(repository.commonDirectory());
        if (isNew) {
            refs.here(known, retention).sweep(repository, into);
            repository.remotes().names().forEach(remote -> sweepRemote(remote, repository, into));
        }
        if (!request.poolsInUse()) {
            worktrees.sweep(path, repository, isNew, into);
        }
    }
}
