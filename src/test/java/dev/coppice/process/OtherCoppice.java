package dev.coppice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A second JVM that starts one command and can be killed. */
record OtherCoppice(Process jvm, ProcessIdentity started) {

    static final String DIRECT = "DIRECT";

    /** The second JVM's own life: starts the script, says what was started, and waits; or says which walls stand. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.out.println(WallProbe.available());
            return;
        }
        Launcher launcher =
                arguments[0].equals(DIRECT) ? new DirectLauncher() : HostLauncher.behind(Wall.valueOf(arguments[0]));
        var running = launcher.launch(Commands.shell(arguments[1]), Output.none(), Output.none());
        var identity = running.identity().orElseThrow();
        System.out.println(identity.pid() + " " + identity.started() + " " + identity.boot());
        running.await();
    }

    /** With {@code user} words in front of java, to become somebody else. */
    static OtherCoppice start(List<String> user, Path classes, String launcher, String script) throws IOException {
        var jvm = java(user, classes, launcher, script);
        String[] said = jvm.inputReader().readLine().split(" ", -1);
        return new OtherCoppice(
                jvm, new ProcessIdentity(Long.parseLong(said[0]), Long.parseLong(said[1]), UUID.fromString(said[2])));
    }

    /** The walls that stand for that user. */
    static String walls(List<String> user, Path classes) throws IOException {
        return java(user, classes).inputReader().readLine();
    }

    private static Process java(List<String> user, Path classes, String... arguments) throws IOException {
        var words = new ArrayList<>(user);
        words.addAll(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes.toString()));
        words.add(OtherCoppice.class.getName());
        words.addAll(List.of(arguments));
        return Spawner.start(
                new ProcessBuilder(words).directory(classes.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** Copies this room's classes to where every user can read them. */
    static Path readableClasses(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Class<?> here : List.of(HostLauncher.class, OtherCoppice.class)) {
            var root = Path.of(
                    here.getProtectionDomain().getCodeSource().getLocation().getPath());
            try (var files = Files.walk(root.resolve("dev/coppice/process"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    var copy = folder.resolve(root.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return folder;
    }
}
