package dev.coppice.isolation;

import java.nio.file.Path;

/** How people say which image is meant. */
public sealed interface ImageName {

    /** A name that the engine knows, or can fetch. */
    record Named(String name) implements ImageName {}

    /** A file with the image in it. */
    record Archive(Path file) implements ImageName {}

    /** A file of the repository by which the image is built; its folder, and nothing else, can be copied from. */
    record Built(String path) implements ImageName {}

    /** Nothing that could be one. */
    record Malformed(String reason) implements ImageName {}

    /** What the words mean. */
    public static ImageName of(String words) {
        int colon = words.indexOf(':');
        var rest = words.substring(colon + 1);
        return switch (colon < 0 ? "" : words.substring(0, colon)) {
            case "oci-archive", "docker-archive" -> archive(words, rest);
            case "containerfile" -> built(words, rest);
            default -> named(words);
        };
    }

    private static ImageName archive(String words, String path) {
        return path.startsWith("/")
                ? new Archive(Path.of(path))
                : new Malformed("the image " + words + " must name its file by an absolute path");
    }

    private static ImageName built(String words, String path) {
        boolean isInside = !path.startsWith("/")
                && !path.endsWith("/")
                && Path.of(path).normalize().toString().equals(path)
                && !path.isEmpty()
                && !path.startsWith("..");
        return isInside && path.contains("/")
                ? new Built(path)
                : new Malformed(
                        "the image " + words
                                + " must name a file of the repository that has a folder of its own, such as containerfile:.container/Containerfile");
    }

    /** What begins with a hyphen would be an option. */
    private static ImageName named(String words) {
        return words.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]*")
                ? new Named(words)
                : new Malformed("'" + words + "' is no name of an image");
    }
}
