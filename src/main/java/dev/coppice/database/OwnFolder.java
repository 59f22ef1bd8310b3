package dev.coppice.database;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.UUID;

/** The data folder that this process owns, as whoever opened it told the application. */
@ConfigMapping(prefix = "coppice.folder")
public interface OwnFolder {

    int LENGTH_OF_SHORT_ID = 8;

    /** Its absolute path. */
    Path root();

    /** Its id, which leases carry. */
    UUID id();

    /**
     * Where pooled worktrees lie. Git knows each by its path, so the folder's id is part of it: services on several hosts that share a
     * repository may have their data folders at the same path.
     */
    default Path worktrees() {
        return root().resolve("worktrees").resolve(id().toString().substring(0, LENGTH_OF_SHORT_ID));
    }

    /** Where agents keep what is theirs, such as a HOME for every attempt. */
    default Path agents() {
        return root().resolve("agents");
    }

    /** Where attempts that run have their temporary files. */
    default Path scratch() {
        return root().resolve("tmp");
    }

    /** Where the walls around attempts that run have their files. */
    default Path sandboxes() {
        return root().resolve("sandboxes");
    }

    /** Where it is written down what is done in users' own checkouts. */
    default Path checkouts() {
        return root().resolve("checkouts");
    }

    /** Where the reports of deleted executions lie. */
    default Path archive() {
        return root().resolve("archive");
    }

    /** Where the application's and the attempts' logs lie. */
    default Path logs() {
        return root().resolve("logs");
    }
}
