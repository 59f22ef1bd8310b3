package dev.coppice.isolation.container;

import dev.coppice.database.OwnFolder;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import java.util.Map;
import java.util.UUID;

/** What an attempt's containers are called and labelled, so that people and engines can tell whose they are. */
public record AttemptName(Lease lease, TaskNumber task) {

    private static final String PREFIX = "dev.coppice.";

    /** In words that a file may be called by. */
    public String text() {
        return lease.execution().value() + "-" + task.text() + "-" + lease.attempt();
    }

    /** The beginning of the names of its containers, for those of a data folder. */
    String container(UUID folder) {
        return CommandFolder.PREFIX + folder.toString().substring(0, OwnFolder.LENGTH_OF_SHORT_ID) + "-" + text();
    }

    Map<String, String> labels(UUID folder) {
        return Map.of(
                PREFIX + "folder", folder.toString(),
                PREFIX + "execution", lease.execution().value(),
                PREFIX + "task", task.text(),
                PREFIX + "attempt", Integer.toString(lease.attempt()));
    }
}
