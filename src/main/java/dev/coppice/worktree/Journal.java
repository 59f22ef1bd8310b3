package dev.coppice.worktree;

import dev.coppice.git.Head;
import dev.coppice.git.RefName;
import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What Coppice is about to do to the user's checkout, written down before it is done, so that whoever comes after a crash can tell what
 * is whose.
 *
 * @param home where the user was, and is to be again
 * @param left the commit that HEAD, index and files were at when Coppice last had them in order
 * @param move a change of all files from one commit to another that has begun and may be half done
 * @param attempt the attempt that has the checkout, or had it when its process died
 */
record Journal(
        Path checkout,
        ExecutionId execution,
        Head home,
        CommitId left,
        Optional<Move> move,
        Optional<OpenAttempt> attempt) {

    record Move(CommitId from, CommitId to) {}

    /** The attempt's ref, which keeps all that it leaves, and the commit that it started from. */
    record OpenAttempt(RefName ref, CommitId base) {}

    static Journal begun(Path checkout, ExecutionId execution, Head home) {
        return new Journal(checkout, execution, home, home.at().orElseThrow(), Optional.empty(), Optional.empty());
    }

    Journal moving(CommitId from, CommitId to) {
        return new Journal(checkout, execution, home, from, Optional.of(new Move(from, to)), attempt);
    }

    Journal at(CommitId commit) {
        return new Journal(checkout, execution, home, commit, Optional.empty(), attempt);
    }

    Journal opened(OpenAttempt opened) {
        return new Journal(checkout, execution, home, left, move, Optional.of(opened));
    }

    Journal atRest() {
        return new Journal(checkout, execution, home, left, Optional.empty(), Optional.empty());
    }

    /** Whether files may lie there that no commit has yet. */
    boolean isUnsettled() {
        return move.isPresent() || attempt.isPresent();
    }

    String text() {
        var text = new Properties();
        text.setProperty("checkout", checkout.toString());
        text.setProperty("execution", execution.value());
        text.setProperty("left", left.sha());
        home.at().ifPresent(commit -> text.setProperty("home.commit", commit.sha()));
        if (home instanceof Head.OnBranch(var branch, var _)) {
            text.setProperty("home.branch", branch.name());
        }
        move.ifPresent(one -> {
            text.setProperty("move.from", one.from().sha());
            text.setProperty("move.to", one.to().sha());
        });
        attempt.ifPresent(one -> {
            text.setProperty("attempt.ref", one.ref().name());
            text.setProperty("attempt.base", one.base().sha());
        });
        return written(text);
    }

    static Journal parse(String content) {
        var text = new Properties();
        try {
            text.load(new StringReader(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Journal(
                Path.of(demanded(text, "checkout")),
                new ExecutionId(demanded(text, "execution")),
                home(text),
                new CommitId(demanded(text, "left")),
                found(text, "move.from")
                        .map(from -> new Move(new CommitId(from), new CommitId(demanded(text, "move.to")))),
                found(text, "attempt.ref")
                        .map(ref -> new OpenAttempt(new RefName(ref), new CommitId(demanded(text, "attempt.base")))));
    }

    private static Head home(Properties text) {
        var commit = new CommitId(demanded(text, "home.commit"));
        return found(text, "home.branch")
                .<Head>map(branch -> new Head.OnBranch(new BranchName(branch), commit))
                .orElseGet(() -> new Head.Detached(commit));
    }

    private static Optional<String> found(Properties text, String name) {
        return Optional.ofNullable(text.getProperty(name));
    }

    private static String demanded(Properties text, String name) {
        return found(text, name).orElseThrow(() -> new IllegalStateException("the checkout's journal has no " + name));
    }

    private static String written(Properties text) {
        var out = new StringWriter();
        try {
            text.store(out, "what Coppice does in the user's checkout");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
