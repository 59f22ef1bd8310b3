package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Finds out which walls stand on this host by running a command behind each: options and versions say too little. */
final class WallProbe {

    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");
    private static final String QUESTION = "id -u; readlink " + NAMESPACE + "; exit 42";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private WallProbe() {}

    /** All that work here, best first; never empty. */
    static List<Wall> available() {
        return Arrays.stream(Wall.values()).filter(WallProbe::stands).toList();
    }

    static boolean stands(Wall wall) {
        return switch (wall) {
            case BUBBLEWRAP, UNSHARE -> wall.isInstalled() && answersFromInside(wall);
            case PLAIN -> true;
        };
    }

    private static boolean answersFromInside(Wall wall) {
        var answer = new Capture(1000);
        var command =
                new Command(List.of("sh", "-c", QUESTION), Path.of("/"), Map.of("PATH", Programs.ownPath()), "", LIMIT);
        var result =
                HostLauncher.behind(wall).launch(command, answer, Output.none()).await();
        return result instanceof ProcessResult.Exited(int code, var _) && code == 42 && isInside(answer.text());
    }

    /** The same user, in another namespace than ours. */
    private static boolean isInside(String answer) {
        var lines = answer.lines().toList();
        return lines.size() == 2
                && lines.getFirst().equals(Integer.toString(OwnUser.id()))
                && !lines.get(1).equals(ownNamespace());
    }

    private static String ownNamespace() {
        try {
            return Files.readSymbolicLink(NAMESPACE).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
