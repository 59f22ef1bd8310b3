package dev.coppice.ops;

import dev.coppice.process.Capture;
import dev.coppice.process.Command;
import dev.coppice.process.DirectLauncher;
import dev.coppice.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Does the kernel let this user make user namespaces, which walls are built from? Found out by making one. */
record NamespaceExamination(Map<String, String> environment) implements Examination {

    private static final Path SETTINGS = Path.of("/proc/sys");

    /** Each setting with the value that forbids. */
    private static final Map<String, String> FORBIDDING = Map.of(
            "user/max_user_namespaces", "0",
            "kernel/unprivileged_userns_clone", "0",
            "kernel/apparmor_restrict_unprivileged_userns", "1");

    @Override
    public String name() {
        return "user namespaces";
    }

    @Override
    public List<Finding> look() {
        if (!Files.isDirectory(SETTINGS)) {
            return List.of(Finding.ok(name(), "not a thing of this system"));
        }
        var said = new Capture(1000);
        var path = environment.getOrDefault("PATH", "") + ":/usr/bin:/bin";
        var command = new Command(
                List.of("unshare", "--user", "true"),
                Path.of("/"),
                Map.of("PATH", path, "LC_ALL", "C"),
                "",
                Duration.ofSeconds(5));
        return List.of(
                switch (new DirectLauncher().launch(command, said, said).await()) {
                    case ProcessResult.Exited(int code, var _) when code == 0 -> Finding.ok(name(), "allowed");
                    case ProcessResult.Exited _ ->
                        Finding.warning(name(), "not allowed: " + said.text().strip(), advice());
                    case ProcessResult.TimedOut _, ProcessResult.Exceeded _, ProcessResult.Stopped _ ->
                        Finding.warning(name(), "could not be checked: unshare does not end", "");
                    case ProcessResult.NotStarted(var reason) ->
                        Finding.warning(name(), "could not be checked: " + reason, "install util-linux");
                });
    }

    private static String advice() {
        var culprits = FORBIDDING.entrySet().stream()
                .filter(setting -> setting.getValue().equals(value(setting.getKey())))
                .map(setting -> setting.getKey().replace('/', '.') + " is " + setting.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return culprits.isEmpty()
                ? "allow them in the container or on the host that this runs in"
                : "change by sysctl: " + culprits;
    }

    private static String value(String setting) {
        try {
            return Files.readString(SETTINGS.resolve(setting)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
