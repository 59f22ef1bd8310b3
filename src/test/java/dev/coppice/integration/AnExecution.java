package dev.coppice.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.git.CommitMessage;
import dev.coppice.git.ExecutionRefs;
import dev.coppice.git.GitRepository;
import dev.coppice.git.RefValue;
import dev.coppice.git.TestRepository;
import dev.coppice.git.TreeId;
import dev.coppice.task.CommitId;
import dev.coppice.task.ExecutionId;
import dev.coppice.task.TaskNumber;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A begun execution on a real repository, and a worktree to make its tasks' work in. */
abstract class AnExecution {

    static final ExecutionRefs REFS = new ExecutionRefs(new ExecutionId("exec_12345678"));
    static final TaskNumber ONE = new TaskNumber("1.1");
    static final TaskNumber TWO = new TaskNumber("1.2");

    final UUID token = UUID.randomUUID();

    @TempDir
    Path folder;

    TestRepository user;
    TestRepository desk;
    GitRepository repository;
    Integrator integrator;
    CommitId base;

    @BeforeEach
    void beginAnExecution() {
        user = TestRepository.create(folder.resolve("user"));
        repository = user.open();
        base = user.head();
        user.git("worktree", "add", "-q", "--detach", "../desk");
        desk = TestRepository.at(folder.resolve("desk"));
        integrator = new Integrator(repository);
        integrator.begin(REFS, base);
    }

    /** The tree that a task makes of the base. */
    TreeId work(String script) {
        desk.git("checkout", "-q", "-f", "--detach", base.sha());
        TestRepository.shell(desk.directory(), script + "; git add -A");
        return new TreeId(desk.git("write-tree"));
    }

    CommitId tip() {
        return integrator.tip(REFS).orElseThrow();
    }

    Merge prepare(TaskNumber task, TreeId work) {
        var message = CommitMessage.of(REFS.execution(), task, 1, "Title of " + task, "");
        return integrator.prepare(base, tip(), work, message, desk.directory());
    }

    CommitId ready(TaskNumber task, TreeId work) {
        return ((Merge.Ready) prepare(task, work)).landing();
    }

    CommitId land(TaskNumber task, TreeId work) {
        var mine = UUID.randomUUID();
        integrator.mark(REFS, task, mine);
        var landing = ready(task, work);
        assertThat(integrator.move(REFS, task, mine, tip(), landing)).isEqualTo(new Move.Moved());
        return landing;
    }

    String fence(TaskNumber task) {
        return repository.refs().read(REFS.fence(task)).map(RefValue::sha).orElse("absent");
    }

    void set(String ref, String sha) {
        user.git("update-ref", ref, sha);
    }
}
