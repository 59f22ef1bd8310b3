package dev.coppice.wholeplan;

import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Does by hand, with the user's own git in a clone, what landing is to amount to. */
final class Replay {

    private final Path clone;
    private final Map<String, String> known = new HashMap<>();

    private Replay(Path clone) {
        this.clone = clone;
    }

    static Replay of(TestRepository user, Path clone) {
        TestRepository.git(user.directory(), "clone", "-q", "--no-checkout", ".", clone.toString());
        TestRepository.git(clone, "fetch", "-q", "origin", "refs/coppice/*:refs/coppice/*");
        return new Replay(clone);
    }

    /** The tree after a commit's own change was made on another commit; empty where git needs a person for that. */
    Optional<String> onto(String tip, String commit) {
        String answer = shell(
                tip,
                "if git cherry-pick --no-commit " + commit
                        + " >cherry.log 2>&1; then rm cherry.log; git write-tree; else git reset -q --hard; echo conflict; fi");
        return answer.equals("conflict") ? Optional.empty() : Optional.of(answer);
    }

    /** The tree after the lines ran on the commit's files. */
    String effect(String tip, String lines) throws IOException {
        var script = clone.resolveSibling("effect.sh");
        Files.writeString(script, lines);
        return known.computeIfAbsent(tip + lines, _ -> shell(tip, "sh '" + script + "'; git add -A; git write-tree"));
    }

    boolean passes(String tip, String check) {
        return shell(tip, "if " + check + "; then echo passed; fi").equals("passed");
    }

    String tree(String revision) {
        return TestRepository.git(clone, "rev-parse", revision + "^{tree}");
    }

    String commit(String revision) {
        return TestRepository.git(clone, "rev-parse", "--verify", revision + "^{commit}");
    }

    boolean holds(String revision, String commit) {
        return TestRepository.git(clone, "rev-list", revision).lines().anyMatch(commit::equals);
    }

    boolean has(String ref) {
        return !TestRepository.git(clone, "for-each-ref", ref).isEmpty();
    }

    private String shell(String tip, String lines) {
        return TestRepository.shell(clone, "git checkout -q -f --detach " + tip + "; git clean -ffdxq\n" + lines);
    }
}
