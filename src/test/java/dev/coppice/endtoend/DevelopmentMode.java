package dev.coppice.endtoend;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;

/** A copy of this project's sources, served by {@code quarkus:dev} as one who changes them would. */
final class DevelopmentMode {

    private static final List<String> SOURCES = List.of("pom.xml", "mvnw", ".mvn", "src/main");

    private final Path project;

    private DevelopmentMode(Path project) {
        this.project = project;
    }

    static DevelopmentMode copiedTo(Path folder) throws IOException {
        for (var source : SOURCES) {
            copy(Path.of(source).toAbsolutePath(), folder.resolve(source));
        }
        return new DevelopmentMode(folder);
    }

    /** Starts it; what it says goes to the file. */
    Process start(Path messages, String options, Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(
                        "./mvnw", "-B", "-ntp", "quarkus:dev", "-Ddebug=false", "-Dquarkus.args=serve " + options)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
        return builder.start();
    }

    void change(String file, String text, String replacement) throws IOException {
        var path = project.resolve("src/main/java").resolve(file);
        var before = Files.readString(path);
        if (!before.contains(text)) {
            throw new AssertionError(file + " has no " + text);
        }
        Files.writeString(path, before.replace(text, replacement));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
