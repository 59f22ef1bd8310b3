package dev.coppice.git;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads refs and changes them by compare-and-swap. */
public final class Refs {

    private static final Pattern MISMATCH = Pattern.compile(
            "but expected|reference already exists|exists; cannot create|unable to resolve reference|reference is missing");

    private static final Pattern LOCKED = Pattern.compile("\\.lock': File exists");

    private final Git git;

    Refs(Git git) {
        this.git = git;
    }

    public Optional<RefValue> read(RefName ref) {
        String format = "--format=%(objecttype) %(objectname)";
        String found = git.demand("for-each-ref", format, "--", ref.name());
        return found.isEmpty() ? Optional.empty() : Optional.of(value(found));
    }

    /** All refs below the prefix, which ends with a slash, sorted by name. */
    public List<PresentRef> below(String prefix) {
        String format = "--format=%(refname)%00%(objecttype)%00%(objectname)%00%(symref)%00%(worktreepath)";
        return git.demand("for-each-ref", format, "--", prefix)
                .lines()
                .map(line -> line.split("\0", -1))
                .map(part -> new PresentRef(part[0], RefValue.of(part[1], part[2]), part[3], part[4]))
                .toList();
    }

    private static RefValue value(String typeAndName) {
        int space = typeAndName.indexOf(' ');
        return RefValue.of(typeAndName.substring(0, space), typeAndName.substring(space + 1));
    }

    /**
     * Applies all changes or none (locked refs are waited for, for five seconds): git checks every old value under its locks, then renames the refs one by one in the order
     * given, so a kill may leave the first done and the rest not. A ref that somebody has made a pointer to another one is changed itself:
     * what it points to is not ours.
     */
    public RefUpdate update(RefChange... changes) {
        return apply(transaction(List.of(changes)), String.valueOf(List.of(changes)), "--no-deref");
    }

    /** Moves a branch of the user's that nobody has checked out, if it is still where it was. */
    public RefUpdate move(BranchName branch, CommitId from, CommitId to) {
        String line = "update " + branch + '\0' + to + '\0' + from + '\0';
        return apply("start\0" + line + "prepare\0commit\0", line);
    }

    private RefUpdate apply(String transaction, String attempted, String... options) {
        var line = new ArrayList<>(List.of("update-ref", "-m", "coppice", "--stdin", "-z"));
        line.addAll(List.of(options));
        var answer = git.ask(transaction, line.toArray(String[]::new));
        if (answer.succeeded()) {
            return new RefUpdate.Applied();
        }
        if (MISMATCH.matcher(answer.error()).find()) {
            return new RefUpdate.Refused(answer.error().strip());
        }
        if (LOCKED.matcher(answer.error()).find()) {
            return new RefUpdate.Locked(answer.error().lines().findFirst().orElseThrow());
        }
        throw git.failure(answer, "update-ref", attempted);
    }

    /** Points the ref to the object from wherever it is; refused only while others keep moving it. */
    public void point(RefName ref, String to) {
        var update = update(new RefChange(ref, RefChange.ABSENT, to));
        for (int again = 0; again < 5 && update instanceof RefUpdate.Refused; again++) {
            String from = read(ref).map(RefValue::sha).orElse(RefChange.ABSENT);
            update = update(new RefChange(ref, from, to));
        }
        switch (update) {
            case RefUpdate.Applied _ -> {}
            case RefUpdate.Refused(var reason) -> throw locked(ref, to, reason);
            case RefUpdate.Locked(var reason) -> throw locked(ref, to, reason);
        }
    }

    private static GitFailure locked(RefName ref, String to, String reason) {
        return new GitFailure(GitFailure.Kind.LOCKED, "pointing " + ref + " to " + to, reason);
    }

    private static String transaction(List<RefChange> changes) {
        var lines = new StringBuilder("start\0");
        for (var change : changes) {
            lines.append(line(change));
        }
        return lines.append("prepare\0commit\0").toString();
    }

    private static String line(RefChange change) {
        if (change.from().isEmpty()) {
            return "create " + change.ref() + '\0' + change.to() + '\0';
        }
        return change.to().isEmpty()
                ? "delete " + change.ref() + '\0' + change.from() + '\0'
                : "update " + change.ref() + '\0' + change.to() + '\0' + change.from() + '\0';
    }
}
