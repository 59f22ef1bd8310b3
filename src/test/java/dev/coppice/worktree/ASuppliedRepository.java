package dev.coppice.worktree;

import dev.coppice.git.GitRepository;
import dev.coppice.git.TestRepository;
import dev.coppice.project.CleanPolicy;
import dev.coppice.project.WorktreeSettings;
import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A user's checkout with ignored files in it, and a pool of one worktree. */
abstract class ASuppliedRepository {

    @TempDir
    Path folder;

    TestRepository user;
    GitRepository repository;
    CommitId base;
    WorktreePool pool;

    @BeforeEach
    void makeRepository() {
        user = TestRepository.create(folder.resolve("user"));
        user.write(".gitignore", "build/\n*.log\n.env\nnode_modules/\nconfig/*.local\n");
        base = user.commitAll("ignore more");
        user.write(".env", "SECRET=1\n");
        user.write("node_modules/left-pad/index.js", "pad\n");
        user.write("config/db.local", "db\n");
        repository = user.open();
        pool = new WorktreePool(repository, folder.resolve("pool"), 1);
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    static WorktreeSettings settings(List<String> copy, List<String> link, CleanPolicy clean) {
        return new WorktreeSettings(List.of(), List.of(), copy, link, List.of(), clean);
    }

    static WorktreeSettings copying(String... patterns) {
        return settings(List.of(patterns), List.of(), CleanPolicy.EVERYTHING);
    }

    static WorktreeSettings linking(String... patterns) {
        return settings(List.of(), List.of(patterns), CleanPolicy.EVERYTHING);
    }

    WorktreeLease lease(WorktreeSettings settings) throws InterruptedException {
        return pool.lease(base, settings);
    }

    static void agent(WorktreeLease lease, String script) {
        TestRepository.shell(lease.directory(), script);
    }

    static List<String> changedPaths(WorktreeLease lease) {
        return switch (lease.snapshot()) {
            case WorkSnapshot.Changed(var _, var paths) -> paths;
            case WorkSnapshot.Unchanged _ -> List.of();
            case WorkSnapshot.SubmodulesChanged(var reasons) -> throw new AssertionError("submodules: " + reasons);
            case WorkSnapshot.NestedRepositories(var paths) -> throw new AssertionError("nested: " + paths);
        };
    }
}
