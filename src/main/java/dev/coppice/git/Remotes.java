package dev.coppice.git;

import dev.coppice.task.CommitId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The repositories that a repository knows by name, asked over the network. */
public final class Remotes {

    /** In the user's checkout, because an address may be a path relative to it. */
    private final Git git;

    Remotes(Git git) {
        this.git = git;
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
    }

    public List<String> names() {
        return git.demand("remote").lines().toList();
    }

    /** Asks the remote; a {@link GitFailure} if it does not answer. */
    public Branches ask(String remote) {
        var heads = new HashMap<String, CommitId>();
        Optional<String> head = Optional.empty();
        var answer = git.demand("ls-remote", "--symref", "--", remote, "HEAD", "refs/heads/*");
        for (String line : answer.lines().toList()) {
            var part = line.split("\t", -1);
            if (part[0].startsWith("ref: ")) {
                head = Optional.of(part[0].substring("ref: ".length()));
            } else if (part[1].startsWith("refs/heads/")) {
                heads.put(part[1], new CommitId(part[0]));
            }
        }
        return new Branches(heads, head);
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

    /** Deletes a branch over there if it is still at the commit; else the answer tells why not. */
    public Optional<String> delete(String remote, RefName branch, CommitId at) {
        var lease = "--force-with-lease=" + branch + ":" + at;
        var answer = git.ask("", "push", "--porcelain", "--no-verify", lease, "--", remote, ":" + branch);
        return answer.succeeded() ? Optional.empty() : Optional.of((answer.text() + ' ' + answer.error()).strip());
    }
}
