package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.util.List;
import java.util.Map;

/** A commit as history tells it; of a trailer that is given twice, the last one counts. */
public record Commit(CommitId id, TreeId tree, List<CommitId> parents, String message, Map<String, String> trailers) {

    public Commit {
        parents = List.copyOf(parents);
        trailers = Map.copyOf(trailers);
    }

    static Commit of(CommitId id, TreeId tree, List<CommitId> parents, String message) {
        return new Commit(id, tree, parents, message, Trailers.of(message));
    }
}
