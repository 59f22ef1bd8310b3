package dev.coppice.isolation;

import dev.coppice.process.Bubblewrap;
import dev.coppice.process.Command;
import dev.coppice.process.ProcessResult;
import dev.coppice.process.Tail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether sandboxes work on this machine, by making one: versions and settings of the kernel say too little. */
final class SandboxProbe {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SIGN = 42;

    private SandboxProbe() {}

    /** Why there is none here, in words for people; empty if there is. */
    static Optional<String> missing() {
        if (!Bubblewrap.isInstalled()) {
            return Optional.of("bubblewrap (bwrap) is not installed");
        }
        if (!RelayProgram.isPossible()) {
            return Optional.of("there is no perl, and no java in " + System.getProperty("java.home"));
        }
        var mounts = new Mounts();
        Layout.NAMESPACES.forEach(mounts::with);
        mounts.with("--unshare-net");
        try {
            SystemView.show(mounts);
        } catch (IOException e) {
            return Optional.of("this system cannot be shown: " + e);
        }
        mounts.with("--remount-ro", "/", "--chdir", "/");
        return trial(mounts.options());
    }

    private static Optional<String> trial(List<String> view) {
        var said = new Tail(2000);
        var command = new Command(List.of("/bin/sh", "-c", "exit " + SIGN), Path.of("/"), Map.of(), "", LIMIT);
        var result =
                Bubblewrap.with(view, List.of()).launch(command, said, said).await();
        return switch (result) {
            case ProcessResult.Exited(int code, var _) when code == SIGN -> Optional.empty();
            case ProcessResult.Exited _ -> Optional.of("bubblewrap does not work: " + said.lastLines(1));
            case ProcessResult.TimedOut _, ProcessResult.Stopped _, ProcessResult.Exceeded _ ->
                Optional.of("bubblewrap does not end");
            case ProcessResult.NotStarted(var reason) -> Optional.of(reason);
        };
    }
}
