package dev.coppice.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds a task's process tree together on this host, best first. None of them hides files, network or other secrets. */
public enum Wall {
    BUBBLEWRAP("bwrap", "pid namespace by bubblewrap: a task's whole process tree ends with it and with Coppice"),
    UNSHARE("unshare", "pid namespace by unshare: a task's whole process tree ends with it and with Coppice"),
    PLAIN(
            "sh",
            "no pid namespace here: a task's processes are recorded and looked for when it ends, and after a crash at the next"
                    + " start (install bubblewrap, or allow user namespaces, for a wall that holds)");

    /**
     * The first process of a namespace: runs the command as its child, because a first process ignores TERM, and reaps what is
     * orphaned. The subshell and the third descriptor keep its own remarks, such as "Killed", out of the output.
     */
    private static final String QUIET = "exec 3>&2 2>/dev/null; ";

    private static final String RUN = "(exec \"$@\" 2>&3 3>&-); exit $?";
    private static final String FIRST_PROCESS = QUIET + RUN;

    private final String tool;
    private final String description;

    Wall(String tool, String description) {
        this.tool = tool;
        this.description = description;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    boolean isInstalled() {
        return Programs.tool(tool).isPresent();
    }

    /** The words in front of a command. */
    List<String> words() {
        return switch (this) {
            case BUBBLEWRAP ->
                bubblewrap(List.of("--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc"), "");
            case UNSHARE -> namespace(unshareOptions(), FIRST_PROCESS);
            case PLAIN -> Guard.marked();
        };
    }

    /** Without a name for it, an ordinary user would look like root inside, which some agents refuse to run as. */
    private static List<String> unshareOptions() {
        var user = OwnUser.isRoot() ? Stream.<String>empty() : Stream.of("--map-current-user");
        return Stream.concat(user, Stream.of("--pid", "--fork", "--kill-child=KILL", "--mount-proc", "--"))
                .toList();
    }

    /** The same namespace with a view of files and networks by options of the caller's own; the shell text runs before the command. */
    static List<String> bubblewrap(List<String> view, String beforehand) {
        var options = new ArrayList<>(List.of("--die-with-parent", "--unshare-pid", "--as-pid-1"));
        options.addAll(view);
        options.add("--");
        return BUBBLEWRAP.namespace(options, QUIET + beforehand + RUN);
    }

    private List<String> namespace(List<String> options, String firstProcess) {
        var words = new ArrayList<>(Guard.checked());
        words.add(Programs.tool(tool).orElse(tool));
        words.addAll(options);
        words.addAll(List.of(Programs.tool("sh").orElse("sh"), "-c", firstProcess, "coppice"));
        return words;
    }

    ProcessTree tree(Process process) {
        var identity = ProcessIdentity.of(process.pid());
        return switch (this) {
            case BUBBLEWRAP, UNSHARE -> new NamespaceTree(process, identity);
            case PLAIN -> recorded(process, identity);
        };
    }

    static RecordedTree recorded(Process process, Optional<ProcessIdentity> identity) {
        return new RecordedTree(identity.orElseGet(() -> ProcessIdentity.withoutStart(process.pid())), true);
    }
}
