package dev.coppice.worktree;

import dev.coppice.files.FileTree;
import dev.coppice.git.Git;
import dev.coppice.git.GitAnswer;
import dev.coppice.git.GitFailure;
import dev.coppice.git.GitRepository;
import dev.coppice.git.Head;
import dev.coppice.task.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Git on the user's own checkout. Nothing here forces: what is in the way stays, and git's refusal is the answer. */
final class UserCheckout {

    /** What git keeps while a command of several steps is under way, and what people call that. */
    private static final List<Operation> OPERATIONS = List.of(
            new Operation("rebase-merge", "a rebase"),
            new Operation("rebase-apply", "a rebase or an am"),
            new Operation("MERGE_HEAD", "a merge"),
            new Operation("CHERRY_PICK_HEAD", "a cherry-pick"),
            new Operation("REVERT_HEAD", "a revert"),
            new Operation("sequencer", "a cherry-pick or a revert"),
            new Operation("BISECT_LOG", "a bisect"));

    private static final List<String> AUTOSTASHES =
            List.of("rebase-merge/autostash", "rebase-apply/autostash", "MERGE_AUTOSTASH");

    private record Operation(String file, String words) {}

    private final GitRepository repository;

    UserCheckout(GitRepository repository) {
        this.repository = repository;
    }

    GitRepository repository() {
        return repository;
    }

    Path top() {
        return repository.topLevel();
    }

    Path gitDirectory() {
        return repository.checkoutDirectory();
    }

    Path index() {
        return gitDirectory().resolve("index");
    }

    /** With the user's own index. */
    Git git() {
        return repository
                .git()
                .in(top())
                .on(gitDirectory(), repository.commonDirectory())
                .with("GIT_WORK_TREE", top().toString());
    }

    Git git(Path ownIndex) {
        return git().with("GIT_INDEX_FILE", ownIndex.toString());
    }

    Head head() {
        return Head.of(git());
    }

    CheckoutLook look() {
        return CheckoutLook.at(git());
    }

    /** Why nobody but the user should touch anything here now; empty if all that is here is committed or one of these paths. */
    Optional<String> objection(IgnoredPaths own) {
        return hindrance().or(() -> {
            var uncommitted = look().uncommitted(own);
            return uncommitted.isEmpty()
                    ? Optional.empty()
                    : Optional.of("there is something in " + top() + " that is not committed: "
                            + RawName.listed(uncommitted) + "; commit or stash it");
        });
    }

    /** Why the answers of git status are not the whole truth here now. */
    Optional<String> hindrance() {
        var operation = operationUnderWay();
        if (operation.isPresent()) {
            return Optional.of(operation.get() + " is under way in " + top() + "; finish or abort it");
        }
        var hidden = git().demandAnswer("", "ls-files", "-v", "-z").rawFields().stream()
                .filter(UserCheckout::isHidden)
                .map(line -> line.substring(2))
                .toList();
        return hidden.isEmpty()
                ? Optional.empty()
                : Optional.of("git is told not to look at files in " + top()
                        + " (sparse checkout, skip-worktree or assume-unchanged), so changes cannot be seen: "
                        + RawName.listed(hidden));
    }

    /** A line begins with a letter: small for assume-unchanged, S for skip-worktree. */
    private static boolean isHidden(String line) {
        char tag = line.charAt(0);
        return tag == 'S' || Character.isLowerCase(tag);
    }

    Optional<String> operationUnderWay() {
        return OPERATIONS.stream()
                .filter(operation -> Files.exists(gitDirectory().resolve(operation.file()), LinkOption.NOFOLLOW_LINKS))
                .map(Operation::words)
                .findFirst();
    }

    /**
     * Ends what an agent began and did not finish; only where nothing was under way before it came. Returns what git had stashed away on
     * its own for the time, which no ref holds.
     */
    List<CommitId> endOperations() throws IOException {
        var stashed = new ArrayList<CommitId>();
        for (var name : AUTOSTASHES) {
            repository.resolve(text(gitDirectory().resolve(name))).ifPresent(stashed::add);
            FileTree.delete(gitDirectory().resolve(name));
        }
        for (var operation : OPERATIONS) {
            FileTree.delete(gitDirectory().resolve(operation.file()));
        }
        return stashed;
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readString(file, StandardCharsets.ISO_8859_1).strip()
                : "";
    }

    /** Without a HEAD that git can read nothing here is a repository to it, and nothing else can be put right. */
    void repairHead(CommitId commit) throws IOException {
        if (!git().ask("", "rev-parse", "--git-dir").succeeded()) {
            FileTree.delete(gitDirectory().resolve("HEAD"));
            DurableFile.write(gitDirectory().resolve("HEAD"), (commit + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Says that the files are the commit's, which they must be, and that the index knows them. */
    void place(CommitId commit, Path ownIndex) throws IOException {
        git().demand("update-ref", "--no-deref", "-m", "coppice: keep what lies here", "HEAD", commit.sha());
        install(ownIndex);
    }

    /** By git's own rule: who has made {@code index.lock} may replace the index. */
    private void install(Path ownIndex) throws IOException {
        var lock = gitDirectory().resolve("index.lock");
        try {
            Files.copy(ownIndex, lock, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (FileAlreadyExistsException e) {
            throw new GitFailure(
                    GitFailure.Kind.LOCKED, "replacing the index of " + top(), "another git command is at work there");
        }
        Files.move(lock, index(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** HEAD, index and files, from what HEAD says to the commit. */
    GitAnswer checkOut(CommitId commit) {
        return git().ask("", "checkout", "--quiet", "--no-overwrite-ignore", "--detach", commit.sha());
    }

    GitAnswer checkOut(Head home) {
        return switch (home) {
            case Head.OnBranch(var branch, var _) ->
                git().ask("", "checkout", "--quiet", "--no-overwrite-ignore", "--no-guess", branch.shortName(), "--");
            case Head.Detached(var commit) -> checkOut(commit);
            case Head.Nowhere() -> throw new IllegalStateException("nowhere to go back to in " + top());
        };
    }

    /** The branch that HEAD is on, its index and files, to a commit that is a descendant. */
    GitAnswer fastForward(CommitId to) {
        String[] line = {
            "merge",
            "--quiet",
            "--ff-only",
            "--no-overwrite-ignore",
            "--no-autostash",
            "--no-squash",
            "--no-edit",
            to.sha()
        };
        return git().ask("", line);
    }

    /** Why git could not go from one commit to the other without hurting what is the user's; empty if nothing is known to be in the way. */
    Optional<String> obstacle(CommitId from, CommitId to) {
        return new Obstacles(top(), TreeChange.between(git(), from, to)).sentence(to);
    }
}
