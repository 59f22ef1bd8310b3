package dev.coppice.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A {@link ServerApplication} in a process of its own, with its server ready. */
record StartedApplication(Process process, DatabaseAddress address) implements AutoCloseable {

    static StartedApplication start(Path directory) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), TestPostgres.programs(), directory);
    }

    static StartedApplication start(List<String> prefix, String classPath, String programs, Path directory)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-D" + ServerPlace.PROGRAMS + "=" + programs);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
        command.addAll(List.of(ServerApplication.class.getName(), directory.toString()));
        var process = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        return new StartedApplication(process, new DatabaseAddress(line(output), Cluster.USER, line(output)));
    }

    private static String line(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the application ended before its server was ready");
        }
        return line;
    }

    /**
     * The shells that watch over the server, the one that the other has started first: at the death of the other the application closes the
     * pipe by which both hear that it lives.
     */
    List<ProcessHandle> watchdogs() {
        var shells = process.descendants()
                .filter(child -> child.info().command().orElse("").matches(".*/(sh|dash|bash)"))
                .toList();
        return shells.stream()
                .sorted(Comparator.comparing(
                        shell -> shell.parent().filter(shells::contains).isEmpty()))
                .toList();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
