package dev.coppice.wholeplan;

import java.util.ArrayList;
import java.util.List;

/**
 * Repositories that are unlike most: a script that makes one in the folder of the repository {@code user}, where Coppice then works, what
 * agents do there, the paths that they change by it, and a script that proves it right, given the branch as {@code $result}.
 */
enum Unusual {
    HOOKS_AND_SIGNING("""
            for h in applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit \\
                pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update \\
                reference-transaction push-to-checkout pre-auto-gc post-rewrite fsmonitor-watchman post-index-change; do
              printf '#!/bin/sh\\necho %s >> "%s/../hooked"\\nexit 1\\n' $h "$PWD" > .git/hooks/$h; chmod +x .git/hooks/$h
            done
            printf '#!/bin/sh\\necho signing >> "%s/../hooked"\\nexit 1\\n' "$PWD" > ../sign; chmod +x ../sign
            git config core.fsmonitor .git/hooks/fsmonitor-watchman; git config commit.gpgSign true; git config gpg.program "$PWD/../sign"
            git config tag.gpgSign true; git config log.showSignature true; git config core.editor "$PWD/../sign"
            """, "user", "", List.of(), ""),
    LINE_ENDINGS(
            """
            git config core.autocrlf true; printf '*.dos text eol=crlf\\n*.unix text eol=lf\\n*.raw -text\\n' > .gitattributes
            printf 'a\\nb\\n' > x.dos; printf 'a\\nb\\n' > x.unix; printf 'a\\r\\nb\\n' > x.raw; git add .; git commit -qm endings
            rm x.*; git checkout -q .
            """,
            "user",
            "case $COPPICE_TASK in 1.1) printf 'c\\r\\n' >> x.dos;; 1.2) printf 'c\\n' >> x.unix;; *) printf 'c\\r\\n' >> x.raw;; esac",
            List.of("x.dos", "x.unix", "x.raw"),
            """
            test "$(git show $result:x.dos | od -c)" = "$(printf 'a\\nb\\nc\\n' | od -c)"
            test "$(git show $result:x.unix | od -c)" = "$(printf 'a\\nb\\nc\\n' | od -c)"
            test "$(git show $result:x.raw | od -c)" = "$(printf 'a\\r\\nb\\nc\\r\\n' | od -c)"
            """),
    BARE("git clone -q --bare . ../bare.git", "bare.git", "", List.of(), ""),
    SHALLOW(
            "echo x > x; git add x; git commit -qm x; git clone -q --depth 1 \"file://$PWD\" ../shallow",
            "shallow",
            "echo $COPPICE_TASK > x$COPPICE_TASK",
            List.of("x1.1", "x1.2", "x2.1"),
            "test $(git rev-list --count $result) = 4"),
    OBJECTS_ELSEWHERE(
            "git gc -q; git clone -q --shared . ../shared; cd ../shared; git config extensions.worktreeConfig true;"
                    + " git config --worktree my.own setting; git config core.logAllRefUpdates always",
            "shared",
            "",
            List.of(),
            "test -s .git/objects/info/alternates"),
    A_WORKTREE_ON_THE_BASE_BRANCH(
            "git switch -qc elsewhere; git worktree add -q ../mine main; git worktree add -q ../other -b other;"
                    + " echo u > ../mine/u; echo edited >> ../mine/a.txt; git -C ../mine add a.txt",
            "mine",
            "",
            List.of(),
            "test $(git worktree list | grep -c -v coppice) -ge 3; test \"$(git symbolic-ref HEAD)\" = refs/heads/main"),
    ODD_NAMES(
            """
            mkdir "../a ü 'q' \\"d\\" \\$x ;&"; cp -r . "../a ü 'q' \\"d\\" \\$x ;&/"; cd "../a ü 'q' \\"d\\" \\$x ;&"
            printf x > "$(printf 'tab\\there')"; printf x > 'back\\\\slash'; printf x > '*'; printf x > ':(top)x'
            printf x > '-rf'; printf x > '#h'; printf x > 'ünï'; mkdir 'a b'; printf x > 'a b/ c '; printf x > 'a b/ lead'; git add .; git commit -qm odd
            """,
            "a ü 'q' \"d\" $x ;&",
            """
            n=$(printf 'tab\\there'); case $COPPICE_TASK in
              1.1) for f in "$n" 'a b/ lead' 'back\\\\slash' '*'; do echo y >> "$f"; done ;;
              1.2) mv ./-rf ./--help; rm ':(top)x' ;;
              *) for f in '#h' 'ünï' 'a b/ c '; do echo y >> "$f"; done ;;
            esac
            """,
            List.of(
                    "\"tab\\there\"",
                    "a b/ lead",
                    "\"back\\\\\\\\slash\"",
                    "*",
                    "-rf",
                    "--help",
                    ":(top)x",
                    "#h",
                    "ünï",
                    "a b/ c "),
            ""),
    SUBMODULE(
            "git init -q -b main ../sub; echo s > ../sub/s.c; git -C ../sub add .; git -C ../sub commit -qm s;"
                    + " git -c protocol.file.allow=always submodule --quiet add ../sub sub; git commit -qm sub; echo dirt >> sub/s.c",
            "user",
            "cat sub/s.c > copy-$COPPICE_TASK; git submodule --quiet update --init",
            List.of("copy-1.1", "copy-1.2", "copy-2.1"),
            "test \"$(git show $result:copy-2.1)\" = s; test $(git rev-parse $result:sub) = $(git rev-parse HEAD:sub)"),
    /** As Git LFS works: what git holds are pointers, the files are beside it, and without the filter there is no checkout. */
    REQUIRED_FILTER(
            """
            cat > ../filter <<'END'
            store=$(dirname "$0")/store; mkdir -p "$store"
            if test $1 = clean; then cat > "$store/new-$$"; id=$(git hash-object --no-filters "$store/new-$$"); mv "$store/new-$$" "$store/$id"; echo "pointer $id"
            else read word id; test "$word" = pointer; cat "$store/$id"; fi
            END
            git config filter.big.clean "sh '$PWD/../filter' clean"; git config filter.big.smudge "sh -e '$PWD/../filter' smudge"
            git config filter.big.required true; echo '*.big filter=big -text' > .gitattributes; head -c 5000 /dev/zero > old.big
            git add .; git commit -qm big
            """,
            "user",
            "test $(wc -c < old.big) -ge 5000; head -c 9000 /dev/zero > new-$COPPICE_TASK.big; case $COPPICE_TASK in 2.1) echo >> old.big;; esac",
            List.of("new-1.1.big", "new-1.2.big", "new-2.1.big", "old.big"),
            """
            git show $result:new-1.1.big | grep -q '^pointer '; git show $result:old.big | grep -q '^pointer '
            git worktree add -q --detach ../look $result; test $(wc -c < ../look/new-2.1.big) = 9000; test $(wc -c < ../look/old.big) = 5001
            """),
    GIT_LFS(
            "git lfs install --local >/dev/null; git lfs track '*.big' >/dev/null; head -c 5000 /dev/zero > old.big; git add .; git commit -qm big",
            "user",
            "test $(wc -c < old.big) -ge 5000; head -c 9000 /dev/zero > new-$COPPICE_TASK.big; case $COPPICE_TASK in 2.1) echo >> old.big;; esac",
            List.of("new-1.1.big", "new-1.2.big", "new-2.1.big", "old.big"),
            """
            git show $result:new-1.1.big | grep -q 'https://git-lfs'; git show $result:old.big | grep -q 'https://git-lfs'
            git worktree add -q --detach ../look $result; test $(wc -c < ../look/new-2.1.big) = 9000; test $(wc -c < ../look/old.big) = 5001
            git lfs fsck
            """);

    private final String preparation;
    private final String place;
    private final String work;
    private final String changed;
    private final String proof;

    Unusual(String preparation, String place, String work, List<String> changed, String proof) {
        this.preparation = preparation;
        this.place = place;
        this.work = work;
        this.changed = String.join("\n", changed);
        this.proof = proof;
    }

    String preparation() {
        return preparation;
    }

    String place() {
        return place;
    }

    String work() {
        return work;
    }

    /** Each task makes a file besides. */
    List<String> changed() {
        var all = new ArrayList<>(changed.lines().toList());
        all.addAll(List.of("task 1.1", "task 1.2", "task 2.1"));
        return all;
    }

    String proof() {
        return proof;
    }
}
