package dev.coppice.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The relay as a program that a sandbox can start.
 *
 * @param words that start it, before its arguments
 * @param folder what it is made of, on the host
 * @param runtime what it needs besides, at the place where the host has it
 */
record RelayProgram(List<String> words, Path folder, Path runtime) {

    /** Where a sandbox has it. */
    private static final Path INSIDE = Path.of("/run/coppice/relay");

    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final String SCRIPT = "relay.pl";
    private static final Path JAVA = Path.of(System.getProperty("java.home", ""));

    private static final List<String> LIGHT = List.of(
            "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx32m", "-Xrs");

    RelayProgram {
        words = List.copyOf(words);
    }

    /** Whether it can be run here at all. */
    static boolean isPossible() {
        return Files.isExecutable(PERL) || Files.isExecutable(JAVA.resolve("bin/java"));
    }

    /** Unpacks it into the folder: for Perl where there is one, which starts sooner, else for the Java that this is run by. */
    static RelayProgram unpack(Path folder) throws IOException {
        return Files.isExecutable(PERL) ? perl(folder) : java(folder);
    }

    static RelayProgram perl(Path folder) throws IOException {
        copy("sandbox/" + SCRIPT, folder.resolve(SCRIPT));
        return new RelayProgram(
                List.of(
                        "/usr/bin/env",
                        "-i",
                        PERL.toString(),
                        INSIDE.resolve(SCRIPT).toString()),
                folder,
                PERL);
    }

    static RelayProgram java(Path folder) throws IOException {
        var name = Relay.class.getName().replace('.', '/') + ".class";
        copy(name, folder.resolve(name));
        var words = new ArrayList<>(
                List.of("/usr/bin/env", "-i", JAVA.resolve("bin/java").toString()));
        words.addAll(LIGHT);
        words.addAll(List.of("-cp", INSIDE.toString(), Relay.class.getName()));
        return new RelayProgram(words, folder, JAVA);
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream bytes = RelayProgram.class.getClassLoader().getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IOException("the application lacks " + resource);
            }
            Files.write(file, bytes.readAllBytes());
        }
    }

    void show(Mounts mounts) throws IOException {
        mounts.readOnly(folder, INSIDE);
        if (!mounts.shows(runtime)) {
            mounts.readOnly(runtime);
        }
    }

    List<String> command(Stream<String> arguments) {
        return Stream.concat(words.stream(), arguments).toList();
    }
}
