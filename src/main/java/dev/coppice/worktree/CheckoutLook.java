package dev.coppice.worktree;

import dev.coppice.git.Git;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code git status} says of the user's checkout, at one moment; names as {@link dev.coppice.git.GitAnswer#rawFields} gives them.
 *
 * @param ignored files and folders that a rule names; of folders that no rule names, their ignored files
 */
record CheckoutLook(List<String> changed, List<String> untracked, List<String> ignored) {

    CheckoutLook {
        changed = List.copyOf(changed);
        untracked = List.copyOf(untracked);
        ignored = List.copyOf(ignored);
    }

    static CheckoutLook at(Git git) {
        var changed = new ArrayList<String>();
        var untracked = new ArrayList<String>();
        var ignored = new ArrayList<String>();
        String[] line = {
            "status",
            "--porcelain",
            "-z",
            "--untracked-files=all",
            "--ignored=matching",
            "--ignore-submodules=none",
            "--no-renames"
        };
        for (String field : git.demandAnswer("", line).rawFields()) {
            String path = field.substring(3);
            switch (field.substring(0, 2)) {
                case "!!" -> ignored.add(path);
                case "??" -> untracked.add(path);
                default -> changed.add(path);
            }
        }
        return new CheckoutLook(changed, untracked, ignored);
    }

    /** What is neither committed nor one of the paths that stay out of everything. */
    List<String> uncommitted(IgnoredPaths own) {
        var all = new ArrayList<>(changed);
        untracked.stream().filter(path -> !own.cover(path)).forEach(all::add);
        return all;
    }
}
