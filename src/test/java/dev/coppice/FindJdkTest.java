package dev.coppice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script that mvnw and the launcher share, against folders that look like JDKs. */
class FindJdkTest {

    private static final Path SCRIPT = Path.of(".mvn/find-jdk.sh").toAbsolutePath();
    private static final String SYSTEM_PATH = "/usr/bin:/bin";

    @TempDir
    Path root;

    @Test
    void javaHomeComesFirst() throws Exception {
        Path ours = jdk("my jdk", "25.0.3");
        jdk("usr/lib/jvm/other", "25.0.1");

        assertThat(find(Map.of("JAVA_HOME", ours.toString()))).isEqualTo(ours.toString());
    }

    @Test
    void anOldJavaHomeIsPassedOver() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path found = jdk("usr/lib/jvm/temurin", "25.0.3");

        assertThat(find(Map.of("JAVA_HOME", old.toString()))).isEqualTo(found.toString());
    }

    @Test
    void thePathIsFollowedThroughLinks() throws Exception {
        Path found = jdk("elsewhere/jdk", "25");
        Path bin = Files.createDirectory(root.resolve("links"));
        Files.createSymbolicLink(bin.resolve("javac"), Path.of("../elsewhere/jdk/bin/javac"));

        assertThat(find(Map.of("PATH", bin + ":" + SYSTEM_PATH))).isEqualTo(found.toString());
    }

    @Test
    void theWantedVersionIsPreferredToANewerOne() throws Exception {
        jdk("usr/lib/jvm/a-newer", "26.0.1");
        Path wanted = jdk("home/.sdkman/candidates/java/25-tem", "25.0.3");

        assertThat(find(Map.of())).isEqualTo(wanted.toString());
    }

    @Test
    void aNewerVersionWillDo() throws Exception {
        Path newer = jdk("opt/jdk-26", "26-ea");

        assertThat(find(Map.of())).isEqualTo(newer.toString());
    }

    @Test
    void theFoldersOfMacOsAreSearched() throws Exception {
        Path found = jdk("home/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home", "25.0.3");

        assertThat(find(Map.of())).isEqualTo(found.toString());
    }

    @Test
    void withoutAReleaseFileTheProgramIsAsked() throws Exception {
        Path found = jdk("usr/lib/jvm/plain", "25.0.3");
        Files.delete(found.resolve("release"));
        program(found, "java", "echo 'openjdk version \"25.0.3\" 2026-04-21' >&2");

        assertThat(find(Map.of())).isEqualTo(found.toString());
    }

    @Test
    void aRunTimeWithoutACompilerIsNoJdk() throws Exception {
        Files.delete(jdk("usr/lib/jvm/jre", "25.0.3").resolve("bin/javac"));

        assertThat(find(Map.of())).isEmpty();
    }

    @Test
    void nothingFoundIsOneLineThatSaysWhatToInstall() throws Exception {
        jdk("usr/lib/jvm/old", "21.0.2");

        assertThat(run("require_jdk coppice 2>&1", Map.of()).lines())
                .singleElement()
                .asString()
                .startsWith("coppice: needs a JDK 25 or newer")
                .contains("install", "JAVA_HOME");
    }

    private String find(Map<String, String> environment) throws Exception {
        return run("find_jdk || true", environment).strip();
    }

    private String run(String command, Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder("sh", "-euc", ". \"$1\"; " + command, "sh", SCRIPT.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", pathWithoutJava(),
                        "HOME", root.resolve("home").toString(),
                        "COPPICE_JDK_ROOT", root.toString()));
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var output = process.inputReader()) {
            return output.lines().collect(Collectors.joining("\n"));
        }
    }

    /** The few programs the script uses, since the system's folders may hold a javac. */
    private String pathWithoutJava() throws IOException {
        Path folder = root.resolve("programs");
        for (String name : new String[] {"sed", "head", "readlink", "dirname", "basename"}) {
            Path real = Path.of("/usr/bin", name);
            program(folder, name, "exec " + (Files.exists(real) ? real : Path.of("/bin", name)) + " \"$@\"");
        }
        return folder.resolve("bin").toString();
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = root.toRealPath().resolve(folder);
        Files.createDirectories(home);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home, "java", "exit 1");
        program(home, "javac", "exit 1");
        return home;
    }

    private static void program(Path home, String name, String script) throws IOException {
        Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make executable: " + file);
        }
    }
}
