package dev.coppice.git;

import dev.coppice.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bare clone that is Coppice's own. Branches of its origin are {@code refs/remotes/origin/*}, so that bringing it up to date moves and
 * removes nothing that anybody made here. Whoever fetches sees to it that nobody else does so at the same time.
 *
 * <p>Complete, not partial: in a partial clone any git may need the network at any time, an agent's as well, which has no login.
 */
public final class OriginClone {

    /** Where the branches of the origin are. */
    static final String BRANCHES = "refs/remotes/origin/";

    static final String TAGS = "refs/tags/";

    /** There once a first fetch has come to its end; its time is the last one's. */
    private static final String MARKER = "coppice-clone";

    /** There from the beginning: only what has it is ours to make anew. */
    private static final String BEGUN = "coppice-clone-begun";

    /** What no words of git have in them. */
    private static final String NO_FOLDER = "\0";

    private static final String ORIGIN = "origin";
    private static final String URL = "remote.origin.url";
    private static final List<String> FETCH = List.of(
            "fetch",
            "--quiet",
            "--prune",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--no-auto-maintenance",
            "--update-head-ok",
            "--refmap=",
            "--",
            ORIGIN,
            "+refs/heads/*:" + BRANCHES + "*",
            "+" + TAGS + "*:" + TAGS + "*");

    private final Path folder;

    private OriginClone(Path folder) {
        this.folder = folder;
    }

    /** The clone in the folder, or the one that will be there. */
    public static OriginClone at(Path folder) {
        return new OriginClone(folder);
    }

    /** Whether this is the common directory of such a clone. */
    static boolean isAt(Path commonDirectory) {
        return Files.exists(commonDirectory.resolve(MARKER));
    }

    /** When it was last brought up to date; empty if it never was. */
    public Optional<Instant> lastFetched() {
        try {
            return Optional.of(Files.getLastModifiedTime(folder.resolve(MARKER)).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes it if it is not there, and fetches what the other side has now. One whose making was cut off is made anew. A {@link GitFailure}
     * if this thread is interrupted.
     */
    public Fetched bringUpToDate(String url, RemoteLogin login, Duration limit) {
        try {
            var git = login.in(reaching(make(url))).within(limit);
            var elsewhere = leadsElsewhere(git, url);
            if (elsewhere.isPresent()) {
                return elsewhere.get();
            }
            new Leftovers(folder).remove(limit);
            return fetch(git);
        } catch (GitFailure e) {
            if (e.kind() == GitFailure.Kind.INTERRUPTED) {
                throw e;
            }
            return Fetched.NotFetched.of(String.valueOf(e.getMessage()), folder.toString());
        } catch (IOException e) {
            return Fetched.NotFetched.broken("the clone cannot be written: " + e.getMessage(), folder.toString());
        }
    }

    /** Whether the other side lets us in, without a clone. A {@link GitFailure} if this thread is interrupted. */
    public static Fetched reach(String url, RemoteLogin login, Duration limit) {
        try {
            var answer = login.in(reaching(Git.discovering(Path.of("/"), System.getenv())))
                    .within(limit)
                    .ask("", "ls-remote", "--quiet", "--", url, "HEAD");
            return answer.succeeded() ? new Fetched.UpToDate() : Fetched.NotFetched.of(answer.error(), NO_FOLDER);
        } catch (GitFailure e) {
            if (e.kind() == GitFailure.Kind.INTERRUPTED) {
                throw e;
            }
            return Fetched.NotFetched.of(String.valueOf(e.getMessage()), NO_FOLDER);
        }
    }

    /** As the operator lets git reach other machines, where the login does not say otherwise. */
    private static Git reaching(Git git) {
        return new RemoteLogin(GitSettings.toReachOthers(System.getenv(), List.of()), List.of()).in(git);
    }

    private Git make(String url) throws IOException {
        if (!isAt(folder)) {
            clear();
            Git.discovering(folder, System.getenv()).demand("init", "--quiet", "--bare", "--template=", ".");
        }
        var git = Git.discovering(folder, System.getenv()).on(folder, folder);
        if (!git.ask("", "config", "--get-all", URL).text().equals(url)) {
            git.demand("config", "--replace-all", URL, url);
            git.demand("config", "--replace-all", "remote.origin.fetch", "+refs/heads/*:" + BRANCHES + "*");
        }
        return git;
    }

    /** Of what an earlier making left; what somebody else has put there is left alone. */
    private void clear() throws IOException {
        Files.createDirectories(folder);
        var begun = folder.resolve(BEGUN);
        if (!Files.exists(begun)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException("something else lies where it is to be; the operator has to move that away");
                }
            }
            Files.createFile(begun);
        }
        FileTree.deleteBelow(folder, BEGUN);
    }

    /** What stands in the clone's settings, which an agent can write, or in the user's must not send a login to another place. */
    private static Optional<Fetched> leadsElsewhere(Git git, String url) {
        boolean isStraight = List.of("--all", "--push").stream()
                .allMatch(way ->
                        git.demand("remote", "get-url", way, "--", ORIGIN).equals(url));
        return isStraight
                ? Optional.empty()
                : Optional.of(new Fetched.NotFetched(
                        FetchTrouble.BROKEN,
                        "git's settings lead this address to another place (url.*.insteadOf, or the clone's own"
                                + " pushurl); take that away"));
    }

    private Fetched fetch(Git git) throws IOException {
        var answer = git.ask("", FETCH.toArray(String[]::new));
        if (!answer.succeeded()) {
            return Fetched.NotFetched.of(answer.error(), folder.toString());
        }
        if (git.demand("for-each-ref", "--count=1", BRANCHES).isEmpty()) {
            return new Fetched.NotFetched(FetchTrouble.EMPTY, "the repository has no branch yet; push a first one");
        }
        nameHead(git);
        Files.write(folder.resolve(MARKER), new byte[0]);
        return new Fetched.UpToDate();
    }

    /** HEAD is what the origin's HEAD named when it was last asked: at first, and when that branch is gone. */
    private void nameHead(Git git) {
        if (git.ask("", "rev-parse", "--verify", "--quiet", "HEAD^{commit}").succeeded()) {
            return;
        }
        var answer = git.demand("ls-remote", "--symref", "--", ORIGIN, "HEAD");
        answer.lines()
                .map(line -> line.split("\t", -1))
                .filter(part -> part.length == 2 && part[0].startsWith("ref: refs/heads/") && part[1].equals("HEAD"))
                .map(part -> BRANCHES + part[0].substring("ref: refs/heads/".length()))
                .filter(branch -> git.ask("", "check-ref-format", branch).succeeded())
                .findFirst()
                .ifPresent(branch -> git.demand("symbolic-ref", "HEAD", branch));
    }
}
