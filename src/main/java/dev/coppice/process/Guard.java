package dev.coppice.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words in front of a command that tie it to this JVM: the kernel kills it when the JVM dies, and a session of its own keeps
 * the terminal's Ctrl-C away from it, and its {@code kill 0} away from this JVM. They make it nice as well: agents and checks take whatever
 * processor time is left, but a service that answers, and its database, come before them.
 */
final class Guard {

    /** In steps of nice(1), of which each takes about a fifth of the weight; this leaves a third of what others have. */
    static final int NICENESS = 5;

    private static final List<String> TIE = Stream.of(
                    tool("setpriv", "--pdeathsig", "KILL"), tool("nice", "-n", Integer.toString(NICENESS)))
            .flatMap(List::stream)
            .toList();
    private static final List<String> SESSION = tool("setsid");
    private static final boolean HAS_TERMINAL = ProcessStat.of(
                    ProcessHandle.current().pid())
            .map(ProcessStat::hasTerminal)
            .orElse(true);

    /**
     * Where the kernel weighs sessions against each other (sched(7), autogroup), a process's own niceness counts only within its session.
     * The kernel may refuse: it takes few such wishes at a time.
     */
    private static final String LOWER_SESSION = "{ echo " + NICENESS + " > /proc/self/autogroup; } 2>/dev/null; ";

    /** If the JVM died before the signal was asked for, it will never come: then the parent is another by now. */
    private static final String IF_PARENT_LIVES = "[ \"$PPID\" = \"$0\" ] || exit 137; ";

    /** Only builtins, so that the pid stays and nothing is forked; field 22 of the stat file is the 20th after the name. */
    private static final String LEAVE_MARK =
            "if [ -r /proc/$$/stat ]; then read -r s < /proc/$$/stat; s=\"${s##*) }\"; s=\"${s#" + "* ".repeat(19)
                    + "}\"; export " + Mark.VARIABLE + "=\"$$.${s%% *}\"; fi; unset s; ";

    private Guard() {}

    /** For trusted commands: no shell in between. */
    static List<String> tied() {
        return Stream.concat(TIE.stream(), SESSION.stream()).toList();
    }

    /** For trusted commands that start no other: without a terminal they need no session. */
    static List<String> alone() {
        return HAS_TERMINAL ? tied() : TIE;
    }

    static List<String> checked() {
        return shell(IF_PARENT_LIVES);
    }

    /** Also leaves the mark by which a {@link RecordedTree} finds a tree's stray members. */
    static List<String> marked() {
        return shell(IF_PARENT_LIVES + LEAVE_MARK);
    }

    private static List<String> shell(String script) {
        var words = new ArrayList<>(tied());
        String parent = Long.toString(ProcessHandle.current().pid());
        words.addAll(List.of(
                Programs.tool("sh").orElse("sh"),
                "-c",
                (SESSION.isEmpty() ? "" : LOWER_SESSION) + script + "exec \"$@\"",
                parent));
        return words;
    }

    private static List<String> tool(String name, String... options) {
        return Programs.tool(name)
                .map(program ->
                        Stream.concat(Stream.of(program), Stream.of(options)).toList())
                .orElse(List.of());
    }
}
