package dev.coppice.wholeplan;

import dev.coppice.git.TestRepository;
import java.util.List;

/** One commit on a result, as plain git shows it. */
record Landed(String commit, String parents, String tree, String execution, String task, int attempt) {

    /** The first-parent chain above the base, oldest first. */
    static List<Landed> chain(TestRepository user, String base, String result) {
        var log = user.git(
                "log",
                "--first-parent",
                "--reverse",
                "--format=%H,%P,%T," + trailer("Execution") + "," + trailer("Task") + "," + trailer("Attempt"),
                base + ".." + result);
        return log.lines().map(Landed::parse).toList();
    }

    private static String trailer(String name) {
        return "%(trailers:key=Coppice-" + name + ",valueonly,separator=;)";
    }

    private static Landed parse(String line) {
        var part = line.split(",", -1);
        return new Landed(part[0], part[1], part[2], part[3], part[4], Integer.parseInt(part[5]));
    }

    /** Where the work lies that became this commit. */
    String kept() {
        return kept(execution, task, attempt);
    }

    static String kept(String execution, String task, int attempt) {
        return "refs/coppice/" + execution + "/task/" + task + "/" + attempt;
    }
}
