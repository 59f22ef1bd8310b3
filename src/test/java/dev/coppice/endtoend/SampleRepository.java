package dev.coppice.endtoend;

import dev.coppice.git.TestRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A user's repository, driven by the real git as its user would. */
public final class SampleRepository {

    private final TestRepository checkout;

    private SampleRepository(TestRepository checkout) {
        this.checkout = checkout;
    }

    /** One commit on main, with a file that tasks may edit. */
    public static SampleRepository in(Path folder) {
        var checkout = TestRepository.create(folder);
        checkout.write("README.md", "# Sample\n");
        checkout.write("shared.txt", "one\ntwo\nthree\n");
        checkout.git("add", "-A");
        checkout.git("commit", "-q", "--amend", "-m", "Begin");
        return new SampleRepository(checkout);
    }

    public Path folder() {
        return checkout.directory();
    }

    /** Writes a file, with the folders above it. */
    public Path write(String name, String text) {
        checkout.write(name, text);
        return folder().resolve(name);
    }

    /** Runs git and gives its output without white space around it; fails the test if git fails. */
    public String git(String... arguments) {
        return checkout.git(arguments);
    }

    /** The subjects on the result's first-parent chain above the base, oldest first. */
    List<String> landed(String resultBranch) {
        var log = git("log", "--first-parent", "--reverse", "--format=%s", "main.." + resultBranch);
        return log.isEmpty() ? List.of() : log.lines().toList();
    }

    String show(String revision, String path) {
        return git("show", revision + ":" + path);
    }

    /** The same and more, byte by byte: reflogs, hooks, the times of tracked files. For runs that leave the checkout itself alone. */
    String everythingOfTheUsers() {
        return checkout.belongings().toString();
    }

    /** All that belongs to the user: branches and other refs outside Coppice's, HEAD, index, stash, status, config. */
    String whatIsTheUsers() {
        try (Stream<String> refs = git("for-each-ref").lines()) {
            var own = refs.filter(line -> !line.contains("refs/coppice/") && !line.contains("refs/heads/coppice/"))
                    .toList();
            return String.join(
                    "\n",
                    String.join("\n", own),
                    git("rev-parse", "HEAD"),
                    git("symbolic-ref", "HEAD"),
                    git("ls-files", "--stage"),
                    git("status", "--porcelain", "--ignored"),
                    git("config", "--local", "--list"),
                    git("stash", "list"));
        }
    }
}
