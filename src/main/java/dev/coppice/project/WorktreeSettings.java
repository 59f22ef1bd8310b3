package dev.coppice.project;

import java.util.List;
import java.util.Objects;

/**
 * How a worktree is made ready for a task.
 *
 * @param setup shell commands, run in the worktree in this order
 * @param setupInputs glob patterns of the files that the set-up depends on; where ignored files stay, it runs again when one of them changes
 * @param copy glob patterns of files and folders in the user's checkout that git ignores, to be copied
 * @param link the same, to be linked: tasks share them with the user
 * @param sparse the folders to check out; empty: all
 * @param place what the set-up runs in, where that is not this host: what it leaves is of no use elsewhere
 */
public record WorktreeSettings(
        List<String> setup,
        List<String> setupInputs,
        List<String> copy,
        List<String> link,
        List<String> sparse,
        CleanPolicy clean,
        String place) {

    public WorktreeSettings {
        setup = List.copyOf(setup);
        setupInputs = List.copyOf(setupInputs);
        copy = List.copyOf(copy);
        link = List.copyOf(link);
        sparse = List.copyOf(sparse);
        Objects.requireNonNull(clean);
        // What was stored before there were places has none.
        place = Objects.requireNonNullElse(place, "");
    }

    /** On this host. */
    public WorktreeSettings(
            List<String> setup,
            List<String> setupInputs,
            List<String> copy,
            List<String> link,
            List<String> sparse,
            CleanPolicy clean) {
        this(setup, setupInputs, copy, link, sparse, clean, "");
    }

    /** The same, set up in another place, such as a container of some image. */
    public WorktreeSettings setUpIn(String other) {
        return new WorktreeSettings(setup, setupInputs, copy, link, sparse, clean, other);
    }

    /** All files and nothing besides, as is left of these settings where nothing of this host may get in. */
    public WorktreeSettings bare() {
        return new WorktreeSettings(List.of(), List.of(), List.of(), List.of(), List.of(), clean);
    }

    /** All files, nothing besides, everything cleaned. */
    public static WorktreeSettings usual() {
        return new WorktreeSettings(List.of(), List.of(), List.of(), List.of(), List.of(), CleanPolicy.EVERYTHING);
    }
}
