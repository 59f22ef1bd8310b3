package dev.coppice.isolation.kubernetes;

import dev.coppice.isolation.AttemptName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes away what attempts have left that were not brought to their end. */
record JobSweep(UUID folder, Connection connection, Branches branches) {

    /** Finds the branch that a record tells of. */
    interface Branches {
        /** Takes it away; the answer tells why not. */
        Optional<String> remove(Path repository, String branch);
    }

    void sweep(List<AttemptRecord> found) {
        try {
            deleteJobs();
            found.forEach(this::clear);
        } catch (KubernetesClientException e) {
            Log.warnf("cannot look for Jobs that were left; they end by their own deadlines: %s", e.getMessage());
        }
    }

    private void deleteJobs() {
        var cluster = connection.cluster();
        for (var job : cluster.jobs(AttemptName.labelsOf(folder))) {
            cluster.delete(job);
            Log.infof("deleted the Job %s of a Coppice that died", job);
        }
    }

    /** What cannot be taken away is tried again at the next start. */
    private void clear(AttemptRecord record) {
        try {
            var said = record.repositoryAndBranch();
            var trouble = said.isEmpty() ? Optional.<String>empty() : remove(said);
            if (trouble.isPresent()) {
                Log.warnf("cannot take away the branch %s at its origin: %s", said.getLast(), trouble.get());
            } else {
                record.remove();
            }
        } catch (IOException | RuntimeException e) {
            Log.warnf("cannot take away what is left of %s: %s", record.path(), e);
        }
    }

    private Optional<String> remove(List<String> said) {
        return branches.remove(Path.of(said.getFirst()), said.getLast());
    }
}
