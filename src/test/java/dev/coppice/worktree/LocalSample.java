package dev.coppice.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefName;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A user's checkout with ignored files that must live, and an execution that works in it. */
final class LocalSample implements AutoCloseable {

    final TestRepository user;
    final GitRepository repository;
    final ExecutionRefs refs = new ExecutionRefs(ExecutionId.random());
    private final Path data;
    LocalCheckout checkout;
    private int attempts;

    LocalSample(Path folder) {
        user = TestRepository.create(folder.resolve("my project"));
        user.write(".gitignore", "build/\n*.log\n.env\nnode_modules\n");
        user.commitAll("rules");
        user.write(".env", "SECRET=1\n");
        user.write("node_modules/dep/index.js", "module\n");
        user.write("build/out", "built\n");
        user.write("src/deep/trace.log", "log\n");
        repository = user.open();
        data = folder.resolve("data");
        checkout = new LocalCheckout(repository, data.resolve("stay"));
        repository.refs().point(refs.result(), user.head().sha());
    }

    /** Where the process has died, and another one with the same data folder comes. */
    void die() {
        checkout.close();
        checkout = new LocalCheckout(repository, data.resolve("stay"));
    }

    StayFolder stay() {
        return new StayFolder(data.resolve("stay"));
    }

    CommitId tip() {
        return new CommitId(user.git("rev-parse", refs.result().name()));
    }

    RefName attempt(int number) {
        return refs.attempt(new TaskNumber("1.1"), number);
    }

    RefName lastAttempt() {
        return attempt(attempts);
    }

    WorkspaceOpening tryOpen() {
        try {
            return checkout.open(refs.execution(), attempt(++attempts), tip());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    LocalWorkspace open() {
        var opening = tryOpen();
        assertThat(opening).isInstanceOf(WorkspaceOpening.Opened.class);
        return (LocalWorkspace) ((WorkspaceOpening.Opened) opening).workspace();
    }

    /** What an agent does in the checkout. */
    void agent(String script) {
        TestRepository.shell(user.directory(), script);
    }

    /** Keeps the work as the worker does, before it is checked. */
    CommitId keep(Workspace workspace) {
        var tree = ((WorkSnapshot.Changed) workspace.snapshot()).tree();
        var commit = repository.objects().commit(tree, workspace.base(), message());
        repository.refs().point(lastAttempt(), commit.sha());
        return commit;
    }

    /** Lands the work that was kept. */
    void land(CommitId work) {
        repository.refs().point(refs.result(), work.sha());
    }

    CommitMessage message() {
        return CommitMessage.of(refs.execution(), new TaskNumber("1.1"), attempts, "Title", "");
    }

    TreeId treeOf(CommitId commit) {
        return repository.history().treeOf(commit);
    }

    String branch() {
        return user.git("symbolic-ref", "--short", "HEAD");
    }

    String status() {
        return user.git("status", "--porcelain");
    }

    /** Every file of the user's by its bytes and whether it can be run, links by their goals; git's own folder aside. */
    Map<String, String> files() {
        var found = new TreeMap<String, String>();
        var top = user.directory();
        try (var all = Files.walk(top)) {
            for (var file :
                    all.filter(path -> !path.startsWith(top.resolve(".git"))).toList()) {
                found.put(top.relativize(file).toString(), describe(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "-> " + Files.readSymbolicLink(file);
        }
        return Files.isDirectory(file)
                ? "folder"
                : (Files.isExecutable(file) ? "program " : "") + Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        checkout.close();
    }
}
