package dev.coppice.isolation.kubernetes;

import java.util.ArrayList;
import java.util.List;

/**
 * What a pod's containers do. Words of others reach a script as its arguments only. The agent's container sees neither the login nor the
 * repository that is pushed from: whatever it plants in its own, nothing runs it.
 */
final class PodScripts {

    /** Where clone and push have what the command must not see. */
    static final String KEEP = "/coppice/keep";

    /** Where the login is mounted. */
    static final String LOGIN = "/coppice/login";

    /** Where the standard input is mounted. */
    static final String INPUT = "/coppice/input";

    static final String INPUT_FILE = "stdin.txt";

    /** What a container says at its end, for the cluster to hand on. */
    static final String REPORT = "/dev/termination-log";

    private static final String BEGINNING = """
            set -eu
            work=$1 url=$2 branch=$3 sha=$4
            export HOME=/coppice/keep/home TMPDIR=/coppice/keep GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0 GIT_ASKPASS=true
            mkdir -p "$HOME"
            cd /coppice/keep
            if [ -f /coppice/login/ssh-privatekey ]; then
                cp /coppice/login/ssh-privatekey "$HOME/key"
                chmod 600 "$HOME/key"
                GIT_SSH_COMMAND="ssh -F /dev/null -o BatchMode=yes -o IdentitiesOnly=yes -o IdentityAgent=none -i $HOME/key"
                GIT_SSH_COMMAND="$GIT_SSH_COMMAND -o StrictHostKeyChecking=yes -o UserKnownHostsFile=/coppice/login/known_hosts"
                export GIT_SSH_COMMAND
            elif [ -f /coppice/login/password ]; then
                git config --global credential.helper '!f() { test "$1" = get || exit 0
                    printf "username=%s\\n" "$(cat /coppice/login/username 2>/dev/null || echo x-access-token)"
                    printf "password=%s\\n" "$(cat /coppice/login/password)"; }; f'
            fi
            git config --global http.followRedirects false
            git config --global http.lowSpeedLimit 1
            git config --global http.lowSpeedTime 120
            git config --global core.hooksPath /dev/null
            """;

    /** The command finds HEAD at the commit before, so that what is in the worktree shows as not committed. */
    private static final String CLONE = BEGINNING + """
            format=sha1
            [ "${#sha}" -eq 40 ] || format=sha256
            git init --quiet --bare --template= --object-format="$format" repository.git
            export GIT_DIR=/coppice/keep/repository.git
            git fetch --quiet --no-tags --depth=50 -- "$url" "+$branch:refs/coppice/input"
            [ "$(git rev-parse refs/coppice/input)" = "$sha" ] || { echo "the branch $branch is not at $sha" >&2; exit 3; }
            cp -R "$GIT_DIR" "$work/.git"
            export GIT_DIR="$work/.git" GIT_WORK_TREE="$work"
            cd "$work"
            git config core.bare false
            git update-ref -d refs/coppice/input
            git update-ref --no-deref HEAD "$sha^1"
            git read-tree --reset -u "$sha"
            git read-tree "$sha^1"
            git update-index -q --refresh || true
            """;

    private static final String RUN = """
            for folder in "${HOME-}" "${TMPDIR-}"; do
                [ -z "$folder" ] || mkdir -p "$folder"
            done
            count=$1
            shift
            number=0
            while [ "$number" -lt "$count" ]; do
                number=$((number + 1))
                sh -ec "$1" </dev/null || { echo "setup $number $?" >/dev/termination-log; exit 0; }
                shift
            done
            command -v "$1" >/dev/null 2>&1 || { echo missing >/dev/termination-log; exit 0; }
            input=/dev/null
            [ ! -f /coppice/input/stdin.txt ] || input=/coppice/input/stdin.txt
            "$@" <"$input"
            echo "exit $?" >/dev/termination-log
            """;

    private static final String PUSH = BEGINNING + """
            export GIT_DIR=/coppice/keep/repository.git GIT_WORK_TREE="$work" GIT_INDEX_FILE=/coppice/keep/index
            cd "$work"
            git read-tree "$sha"
            add() { git -c core.fsmonitor=false add --all -- . 2>"$HOME/words"; }
            if ! add; then
                chmod -R u+rwX . 2>/dev/null || true
                add || { echo "unfit $(tail -c 500 "$HOME/words" | tr '\\n' ' ')" >/dev/termination-log; exit 0; }
            fi
            nested=$(git diff-index --cached --no-renames "$sha" | grep '^:[0-7]* 160000 ' | cut -f2 | head -n 5 | tr '\\n' ' ')
            if [ -n "$nested" ]; then
                echo "unfit git repositories inside the worktree cannot be committed: $nested" >/dev/termination-log
                exit 0
            fi
            tree=$(git write-tree)
            if [ "$tree" = "$(git rev-parse "$sha^{tree}")" ]; then
                echo same >/dev/termination-log
                exit 0
            fi
            commit=$(git commit-tree -p "$sha" -m "coppice: what a command left" "$tree")
            git push --quiet --no-verify --force-with-lease="$branch:$sha" -- "$url" "$commit:$branch"
            echo "pushed $commit" >/dev/termination-log
            """;

    private PodScripts() {}

    /** Brings the worktree's state into the pod. */
    static List<String> clone(Transfer transfer, String worktree) {
        return git(CLONE, "coppice-clone", transfer, worktree);
    }

    /** Takes what the command left out of the pod. */
    static List<String> push(Transfer transfer, String worktree) {
        return git(PUSH, "coppice-push", transfer, worktree);
    }

    private static List<String> git(String script, String name, Transfer transfer, String worktree) {
        return List.of(
                "sh",
                "-c",
                script,
                name,
                worktree,
                transfer.url(),
                transfer.branch().name(),
                transfer.commit().sha());
    }

    /** Sets the worktree up and runs the command; its end is told beside the exit code, which is 0 unless the shell itself was ended. */
    static List<String> run(List<String> setup, List<String> command) {
        var words = new ArrayList<>(List.of("sh", "-c", RUN, "coppice-run", Integer.toString(setup.size())));
        words.addAll(setup);
        words.addAll(command);
        return words;
    }
}
