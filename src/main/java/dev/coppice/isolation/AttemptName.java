package dev.coppice.isolation;

import dev.coppice.database.OwnFolder;
import dev.coppice.task.Lease;
import dev.coppice.task.TaskNumber;
import java.util.Map;
import java.util.UUID;

/** What is made for an attempt outside of Coppice is called and labelled so, such as containers: people and engines can tell whose it is. */
public record AttemptName(Lease lease, TaskNumber task) {

    private static final String PREFIX = "dev.coppice.";

    /** In words that a file may be called by. */
    public String text() {
        return lease.execution().value() + "-" + task.text() + "-" + lease.attempt();
    }

    /** The same, told apart from attempts of other data folders. */
    public String textOf(UUID folder) {
        return folder.toString().substring(0, OwnFolder.LENGTH_OF_SHORT_ID) + "-" + text();
    }

    /** By which all of a data folder's are found. */
    public static Map<String, String> labelsOf(UUID folder) {
        return Map.of(PREFIX + "folder", folder.toString());
    }

    /** For those of this data folder. */
    public Map<String, String> labels(UUID folder) {
        return Map.of(
                PREFIX + "folder", folder.toString(),
                PREFIX + "execution", lease.execution().value(),
                PREFIX + "task", task.text(),
                PREFIX + "attempt", Integer.toString(lease.attempt()));
    }
}
