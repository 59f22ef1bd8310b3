package dev.coppice.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Compares how every task ended, in the database and in git, with how it had to end. */
final class Ends {

    private Ends() {}

    static List<String> unexpected(List<Submitted> all, Repository repository, Database database) throws IOException {
        var unexpected = new ArrayList<String>();
        for (var one : all) {
            compare(one, repository, tasks(one, database), unexpected);
        }
        return unexpected;
    }

    private static void compare(Submitted one, Repository repository, List<String> tasks, List<String> unexpected)
            throws IOException {
        var states = new TreeMap<String, String>();
        var commits = new ArrayList<String>();
        var contents = new ArrayList<>(List.of("README.md"));
        for (var task : tasks) {
            var words = task.split(" ", -1);
            states.put(words[0], words[1]);
            if (words[1].equals("completed") && one.kinds().get(words[0]).lands()) {
                commits.add(words[3] + " " + words[0] + " " + words[2]);
                contents.add(one.id() + " " + words[0] + " " + words[2]);
            }
        }
        var result = "refs/coppice/" + one.id() + "/tip";
        differ(one, "states", one.expected(), states, unexpected);
        differ(one, "landings", sorted(commits), sorted(repository.landings(result)), unexpected);
        differ(one, "files", sorted(contents), sorted(repository.contents(result)), unexpected);
    }

    private static List<String> tasks(Submitted one, Database database) {
        return database.rows("select number, state, attempts, commit_id from task where execution_id = '" + one.id()
                + "' order by id");
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    private static void differ(Submitted one, String what, Object wanted, Object found, List<String> into) {
        if (!wanted.equals(found)) {
            into.add(what + " of " + one.id() + ": " + found + " instead of " + wanted);
        }
    }
}
