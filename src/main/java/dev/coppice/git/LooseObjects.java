package dev.coppice.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes objects as git does, a file each, without a process. Only for repositories whose settings ask for nothing special of such
 * files: where they do, git has to be asked.
 */
final class LooseObjects {

    /** Who may read new objects, when they are safe on the disk, and whether they have a second name. */
    private static final String SPECIAL = "^(core\\.(sharedrepository|fsync.*)|extensions\\.compatobjectformat)$";

    private static final int FOLDER_DIGITS = 2;

    private final Git git;
    private final Path objects;
    private final String format;
    private volatile Answer answer = Answer.NOT_ASKED;

    private enum Answer {
        NOT_ASKED,
        PLAIN,
        SPECIAL
    }

    LooseObjects(Git git, Path commonDirectory, String format) {
        this.git = git;
        this.objects = commonDirectory.resolve("objects");
        this.format = format;
    }

    /** Whether {@link #write} may be used; asked once, at the first use. */
    boolean arePlain() {
        if (answer == Answer.NOT_ASKED) {
            answer = git.ask("", "config", "--get-regexp", SPECIAL).code() == 1 ? Answer.PLAIN : Answer.SPECIAL;
        }
        return answer == Answer.PLAIN;
    }

    /** Whether the object is there in a file of its own; it may be in a pack if not. */
    boolean holds(String name) {
        return Files.isRegularFile(file(name));
    }

    String name(String type, byte[] content) {
        try {
            var digest = MessageDigest.getInstance(format.equals("sha1") ? "SHA-1" : "SHA-256");
            digest.update(header(type, content));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1 and SHA-256", e);
        }
    }

    /** Makes the object, or finds it made, and gives its name. */
    String write(String type, byte[] content) {
        String name = name(type, content);
        try {
            if (!holds(name)) {
                write(file(name), deflated(type, content));
            }
            return name;
        } catch (IOException e) {
            throw new GitFailure("writing the " + type + " " + name + " below " + objects, String.valueOf(e));
        }
    }

    /** Under git's own name for what is not finished, which its garbage collection removes. */
    private void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        var part = file.resolveSibling("tmp_obj_" + UUID.randomUUID());
        var readOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--"));
        try {
            try (var channel = Files.newByteChannel(part, Set.of(CREATE_NEW, WRITE), readOnly)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static byte[] deflated(String type, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(header(type, content));
            deflater.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(String type, byte[] content) {
        return (type + ' ' + content.length + '\0').getBytes(US_ASCII);
    }

    private Path file(String name) {
        return objects.resolve(name.substring(0, FOLDER_DIGITS)).resolve(name.substring(FOLDER_DIGITS));
    }
}
