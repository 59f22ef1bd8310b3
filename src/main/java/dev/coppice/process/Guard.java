package dev.coppice.process;

import java.util.ArrayList;
import java.util.List;

/**
 * The words in front of a command that tie it to this JVM: the kernel kills it when the JVM dies, and a session of its own keeps
 * the terminal's Ctrl-C away from it.
 */
final class Guard {

    private static final List<String> TIE = tie();

    /** If the JVM died before the signal was asked for, it will never come: then the parent is another by now. */
    private static final String IF_PARENT_LIVES = "[ \"$PPID\" = \"$0\" ] || exit 137; ";

    /** Only builtins, so that the pid stays and nothing is forked; field 22 of the stat file is the 20th after the name. */
    private static final String LEAVE_MARK =
            "if [ -r /proc/$$/stat ]; then read -r s < /proc/$$/stat; s=\"${s##*) }\"; s=\"${s#" + "* ".repeat(19)
                    + "}\"; export " + Mark.VARIABLE + "=\"$$.${s%% *}\"; fi; unset s; ";

    private Guard() {}

    /** For trusted commands: no shell in between. */
    static List<String> tied() {
        return TIE;
    }

    static List<String> checked() {
        return shell(IF_PARENT_LIVES);
    }

    /** Also leaves the mark by which a {@link RecordedTree} finds a tree's stray members. */
    static List<String> marked() {
        return shell(IF_PARENT_LIVES + LEAVE_MARK);
    }

    private static List<String> shell(String script) {
        var words = new ArrayList<>(TIE);
        String parent = Long.toString(ProcessHandle.current().pid());
        words.addAll(List.of(Programs.tool("sh").orElse("sh"), "-c", script + "exec \"$@\"", parent));
        return words;
    }

    private static List<String> tie() {
        var words = new ArrayList<String>();
        Programs.tool("setpriv").ifPresent(setpriv -> words.addAll(List.of(setpriv, "--pdeathsig", "KILL")));
        Programs.tool("setsid").ifPresent(words::add);
        return List.copyOf(words);
    }
}
