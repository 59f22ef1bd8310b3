package dev.coppice.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The agent of all tasks: reads from its prompt what to do, and writes down when it begins and when its work is done. */
record AgentScript(Path script, Path journal) {

    private static final String TEXT = """
            say() { printf '%s %s %s %s %s\\n' "$1" "$COPPICE_EXECUTION" "$COPPICE_TASK" "$COPPICE_ATTEMPT" "$EPOCHREALTIME" >>'JOURNAL'; }
            say begun
            while read -r line; do
              case $line in 'kind: '*) kind=${line#kind: } ;; esac
            done
            case $kind in
              LONG) sleep 4 ;;
              FAIL) sleep 2 ;;
              LINGER) test "$COPPICE_ATTEMPT" != 1 || sleep 25 ;;
              CHILD) setsid sleep 3600 </dev/null >/dev/null 2>&1 & ;;
            esac
            case $kind in
              UNCHANGED) ;;
              FAIL) say done; exit 7 ;;
              *) mkdir -p done; echo "$COPPICE_EXECUTION $COPPICE_TASK $COPPICE_ATTEMPT" >"done/$COPPICE_TASK" ;;
            esac
            say done
            """;

    static AgentScript write(Path folder) throws IOException {
        var agent = new AgentScript(folder.resolve("agent.sh"), folder.resolve("journal"));
        Files.writeString(agent.script, TEXT.replace("JOURNAL", agent.journal.toString()));
        Files.createFile(agent.journal);
        return agent;
    }

    List<String> command() {
        return List.of("bash", script.toString());
    }
}
