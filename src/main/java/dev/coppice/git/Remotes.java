package dev.coppice.git;

import dev.coppice.task.BranchName;
import dev.coppice.task.CommitId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The repositories that a repository knows by name, asked over the network. All is asked of the place that pushes go to, which may be
 * another one than fetches come from. What the other side says is not trusted: names may be anything.
 */
public final class Remotes {

    /** A name for the place that pushes go to, so that its address, which may hold a password, is on no command line. */
    private static final String PUSH_PLACE = "coppice-where-pushes-go";

    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** In the user's checkout, because an address may be a path relative to it. */
    private final Git git;

    private final Path commonDirectory;

    /** As whom pushes go out: the user, whose hooks are asked, or Coppice. */
    private final Git pushing;

    Remotes(Git git, Path commonDirectory) {
        this(git, commonDirectory, USUAL_LIMIT, Set.of());
    }

    private Remotes(Git git, Path commonDirectory, Duration limit, Collection<String> variables) {
        var reaching = git.within(limit);
        for (var entry : GitSettings.toReachOthers(System.getenv(), variables).entrySet()) {
            reaching = reaching.with(entry.getKey(), entry.getValue());
        }
        this.git = reaching;
        this.commonDirectory = commonDirectory;
        this.pushing = reaching.withHooks();
    }

    private Remotes(Git git, Path commonDirectory, Git pushing) {
        this.git = git;
        this.commonDirectory = commonDirectory;
        this.pushing = pushing;
    }

    /**
     * The same of a clone of Coppice's own, by this login. No hooks run: the user has none there, and what an agent left must not see the
     * login.
     */
    public Remotes by(RemoteLogin login) {
        var own = login.in(git);
        return new Remotes(own, commonDirectory, own);
    }

    /** The same, asked for so long at most, by a git that finds these variables of ours in its environment as well. */
    public Remotes asking(Duration limit, Collection<String> variables) {
        return new Remotes(git, commonDirectory, limit, variables);
    }

    /**
     * The branches of a remote at one moment.
     *
     * @param heads by full name
     * @param defaultBranch the full name of the one that HEAD names; empty if it names none
     */
    public record Branches(Map<String, CommitId> heads, Optional<String> defaultBranch) {
        public Branches {
            heads = Map.copyOf(heads);
        }

        /** Where those of the branches are that are there. */
        public Set<CommitId> tips(Collection<BranchName> branches) {
            var found = new HashSet<CommitId>();
            branches.forEach(
                    branch -> Optional.ofNullable(heads.get(branch.name())).ifPresent(found::add));
            return found;
        }
    }

    public List<String> names() {
        return git.demand("remote").lines().toList();
    }

    /** Where pushes to it go. */
    public RemoteAddress address(String remote) {
        return new RemoteAddress(urls(remote, "--push"));
    }

    private List<String> urls(String remote, String... direction) {
        return demand(
                        git,
                        Stream.of(
                                        Stream.of("remote", "get-url"),
                                        Stream.of(direction),
                                        Stream.of("--all", "--", remote))
                                .flatMap(words -> words)
                                .toArray(String[]::new))
                .lines()
                .toList();
    }

    /** A git to ask with, and the name under which it finds the place that pushes go to. */
    private record Place(Git git, String name) {}

    private Place place(String remote) {
        var pushed = urls(remote, "--push");
        if (pushed.equals(urls(remote))) {
            return new Place(git, remote);
        }
        var renamed = git.with("GIT_CONFIG_COUNT", "1")
                .with("GIT_CONFIG_KEY_0", "url." + pushed.getFirst() + ".insteadOf")
                .with("GIT_CONFIG_VALUE_0", PUSH_PLACE);
        return new Place(renamed, PUSH_PLACE);
    }

    /** Asks the remote; a {@link GitFailure} if it does not answer. */
    public Branches ask(String remote) {
        return ask(remote, "refs/heads/*");
    }

    /** Where one branch is over there; empty if there is none of that name. */
    public Optional<CommitId> tipOf(String remote, BranchName branch) {
        return Optional.ofNullable(ask(remote, branch.name()).heads().get(branch.name()));
    }

    /** What makes no sense is passed over: the other side may send whatever it likes. */
    private Branches ask(String remote, String pattern) {
        var place = place(remote);
        var heads = new HashMap<String, CommitId>();
        Optional<String> head = Optional.empty();
        var answer = demand(place.git(), "ls-remote", "--symref", "--", place.name(), "HEAD", pattern);
        for (String line : answer.lines().toList()) {
            var part = line.split("\t", -1);
            if (part.length == 2 && part[0].startsWith("ref: ") && part[1].equals("HEAD")) {
                head = Optional.of(part[0].substring("ref: ".length()));
            } else if (part.length == 2
                    && BranchName.isBranch(part[1])
                    && SHA.matcher(part[0]).matches()) {
                heads.put(part[1], new CommitId(part[0]));
            }
        }
        return new Branches(heads, head);
    }

    /** Brings what the branches over there hold into a folder for objects; the repository itself, its refs too, stays as it is. */
    public void fetch(String remote, Collection<BranchName> branches, Path objects) {
        var place = place(remote);
        var line = new ArrayList<>(List.of(
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-recurse-submodules",
                "--refmap=",
                "--"));
        line.add(place.name());
        branches.forEach(branch -> line.add(branch.name()));
        demand(place.git().borrowing(objects, commonDirectory), line.toArray(String[]::new));
    }

    /** The full names, over there, of what branches of the user's here follow on that remote. */
    public Set<String> followed(String remote) {
        var found = new HashSet<String>();
        git.demand("for-each-ref", "--format=%(upstream:remotename)%00%(upstream:remoteref)", "refs/heads/")
                .lines()
                .map(line -> line.split("\0", -1))
                .filter(part -> part[0].equals(remote) && !part[1].isEmpty())
                .forEach(part -> found.add(part[1]));
        return found;
    }

    /**
     * Sets one branch over there to the commit, if it is at this moment where it is expected to be; empty: nowhere. Whether that takes it
     * forward is for the caller to know. The user's {@code pre-push} hook is asked, as it is when the user pushes.
     */
    public PushAnswer push(String remote, BranchName branch, Optional<CommitId> expected, CommitId commit) {
        var lease = "--force-with-lease=" + branch + ":"
                + expected.map(CommitId::sha).orElse("");
        var answer = pushing.ask(
                "",
                "push",
                "--porcelain",
                "--atomic",
                "--no-follow-tags",
                "--no-signed",
                "--no-recurse-submodules",
                lease,
                "--",
                remote,
                commit + ":" + branch);
        return answer.succeeded() ? new PushAnswer.Pushed() : PushOutput.read(answer, git.hasHook("pre-push"));
    }

    /** Deletes a branch over there if it is still at the commit; else the answer tells why not. */
    public Optional<String> delete(String remote, RefName branch, CommitId at) {
        var lease = "--force-with-lease=" + branch + ":" + at;
        var answer = git.ask("", "push", "--porcelain", "--no-verify", lease, "--", remote, ":" + branch);
        return answer.succeeded()
                ? Optional.empty()
                : Optional.of(RemoteAddress.redact((answer.text() + ' ' + answer.error()).strip()));
    }

    private static String demand(Git git, String... arguments) {
        try {
            return git.demand(arguments);
        } catch (GitFailure e) {
            throw e.redacted();
        }
    }
}
