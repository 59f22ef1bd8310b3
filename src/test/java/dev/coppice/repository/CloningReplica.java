package dev.coppice.repository;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process of its own that brings the repository {@code app} up to date and says what came of it. */
record CloningReplica(Process process, BufferedReader reader) implements AutoCloseable {

    private static final String READY = "ready";

    /** The other process's life: the data folder, then settings as {@code name=value}. */
    public static void main(String[] arguments) {
        var settings = new HashMap<String, String>();
        List.of(arguments).subList(1, arguments.length).forEach(pair -> {
            var part = pair.split("=", 2);
            settings.put(part[0], part[1]);
        });
        var named = Named.in(Path.of(arguments[0]), settings);
        System.out.println(READY);
        System.out.println(named.refresh("app"));
        System.exit(0);
    }

    static CloningReplica start(AForge forge) throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CloningReplica.class.getName(),
                forge.home().toString(),
                "coppice.clone.patience=5m"));
        forge.settings(Map.of()).forEach((name, value) -> line.add(name + "=" + value));
        var process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new CloningReplica(process, process.inputReader());
    }

    void awaitReady() throws IOException {
        for (var line = reader.readLine(); line != null && !line.equals(READY); line = reader.readLine()) {
            // What the JVM says before.
        }
    }

    /** The last line. */
    String said() throws IOException {
        var last = "";
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            last = line;
        }
        return last;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
