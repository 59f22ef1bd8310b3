package dev.coppice.maintenance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One thing that a cleanup takes away.
 *
 * @param where the repository or folder that it is in
 * @param why what proves that nobody loses anything by it
 */
public record Removal(Kind kind, String what, String where, String why) {

    public enum Kind {
        REF,
        BRANCH,
        WORKTREE,
        /** What git keeps about a worktree that is gone. */
        WORKTREE_ENTRY,
        LOG,
        /** What an agent that had a home of its own left in it. */
        AGENT_HOME,
        DEMO,
        REMOTE_BRANCH,
        TRACKING_REF;

        /** The product's word for it, as on the command line and in JSON. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
