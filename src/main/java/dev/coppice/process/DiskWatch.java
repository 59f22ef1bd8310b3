package dev.coppice.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Looks now and then how much room a folder takes on its disk while a process works there. */
final class DiskWatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration FOR_A_LOOK = Duration.ofSeconds(30);
    private static final int ENOUGH = 200;
    private static final long KIBIBYTE = 1024;

    private DiskWatch() {}

    /** Runs {@code over} once, if the folder takes more than {@code limit} bytes before the process ends. */
    static void start(Process process, Path folder, long limit, Runnable over) {
        Thread.ofPlatform().daemon().name("disk-watch").start(() -> watch(process, folder, limit, over));
    }

    private static void watch(Process process, Path folder, long limit, Runnable over) {
        try {
            while (!process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                if (taken(folder).orElse(0) > limit) {
                    over.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does that to this thread
        }
    }

    /** In bytes, holes of files not counted; empty if it cannot be told now. */
    static OptionalLong taken(Path folder) {
        var said = new Capture(ENOUGH);
        var command = new Command(
                List.of("du", "-skx", folder.toString()),
                folder,
                Map.of("PATH", Programs.ownPath(), "LC_ALL", "C"),
                "",
                FOR_A_LOOK);
        new DirectLauncher().launch(command, said, Output.none()).await();
        // Files that go away meanwhile make it exit with 1, and the sum is told all the same.
        var number = said.text().split("\\s", 2)[0];
        return number.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(number) * KIBIBYTE) : OptionalLong.empty();
    }
}
