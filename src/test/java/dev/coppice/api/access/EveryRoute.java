package dev.coppice.api.access;

import dev.coppice.access.Right;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of the application, as its classes declare them. */
public final class EveryRoute {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target/classes");
    private static final List<Called> ALL = find();

    private EveryRoute() {}

    /** One of them: how it is called, with names that nothing has, and what is declared at it. */
    public record Called(String verb, String path, Method method) {

        public boolean isOpenToAll() {
            return new Route(method).isOpenToAll();
        }

        Optional<Right> needed() {
            return new Route(method).needed();
        }

        Optional<String> action() {
            return new Route(method).action();
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    public static Stream<Called> all() {
        return ALL.stream();
    }

    private static List<Called> find() {
        try (var files = Files.walk(CLASSES)) {
            return files.map(CLASSES::relativize)
                    .map(file -> file.toString().replace('/', '.'))
                    .filter(name -> name.startsWith("dev.coppice.") && name.endsWith(".class"))
                    .map(name -> load(name.substring(0, name.length() - ".class".length())))
                    .filter(type -> type.isAnnotationPresent(Path.class))
                    .flatMap(type -> Arrays.stream(type.getMethods()))
                    .flatMap(method -> verb(method).map(verb -> new Called(verb, path(method), method)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, EveryRoute.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation ->
                        Stream.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Method method) {
        var type = method.getDeclaringClass().getAnnotation(Path.class).value();
        var own = Optional.ofNullable(method.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
        return ("/" + type + "/" + own)
                .replaceAll("\\{[^}]*}", "nothing")
                .replaceAll("/+", "/")
                .replaceAll("(.)/$", "$1");
    }
}
