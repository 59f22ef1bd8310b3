package dev.coppice.git;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What words mean in a clone of Coppice's: branches, tags and commits of its origin, never what an agent called so here. */
final class OriginNames {

    private static final Pattern PLAIN = Pattern.compile("(HEAD|[0-9a-f]{40}|[0-9a-f]{64})([~^].*)?", Pattern.DOTALL);

    private OriginNames() {}

    /** The revisions that the words may mean, the first that is there counts. */
    static List<String> of(String revision) {
        var names = new ArrayList<String>();
        if (PLAIN.matcher(revision).matches()) {
            names.add(revision);
        }
        var branch = revision.startsWith("refs/heads/") ? revision.substring("refs/heads/".length()) : revision;
        names.add(OriginClone.BRANCHES + branch);
        names.add(revision.startsWith(OriginClone.TAGS) ? revision : OriginClone.TAGS + revision);
        return names;
    }

    /** The full name of a branch, over there, that is called so here. */
    static String there(String ref) {
        return ref.startsWith(OriginClone.BRANCHES)
                ? "refs/heads/" + ref.substring(OriginClone.BRANCHES.length())
                : ref;
    }

    /** Whether fetches, and nobody else, write it. */
    static boolean isOfOrigin(String ref) {
        return ref.startsWith(OriginClone.BRANCHES) || ref.startsWith(OriginClone.TAGS);
    }
}
