package dev.coppice.agent.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secrets that one agent is given and nobody else: each is declared as {@code NAME}, a variable of Coppice's own environment, or
 * {@code NAME=/absolute/file}, whose content it is. Read anew for each work, so that a key that is exchanged takes effect.
 */
public record OwnSecrets(Map<String, String> values) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long LONGEST = 64 << 10;

    /** A shorter one would be blacked out in harmless text. */
    private static final int SHORTEST = 8;

    public OwnSecrets {
        values = Map.copyOf(values);
    }

    /** The name of the variable that a declaration is about. */
    public static String name(String declared) {
        return declared.split("=", 2)[0].strip();
    }

    /**
     * Fails with what people must put right, and never with a part of a secret. A variable that is not there is none: the CLI will say
     * what it lacks.
     */
    static OwnSecrets read(List<String> declared, Map<String, String> environment) throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (String one : declared) {
            var parts = one.split("=", 2);
            var name = name(one);
            if (!NAME.matcher(name).matches()) {
                throw new IOException("a secret must be NAME or NAME=/absolute/file, and a name is none");
            }
            var value = parts.length == 2 ? Optional.of(content(name, parts[1].strip())) : variable(environment, name);
            if (value.isPresent() && value.get().length() < SHORTEST) {
                throw new IOException("the secret " + name + " has fewer than " + SHORTEST + " characters");
            }
            value.ifPresent(secret -> values.put(name, secret));
        }
        return new OwnSecrets(values);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static String content(String name, String path) throws IOException {
        var file = Path.of(path);
        if (!file.isAbsolute()) {
            throw new IOException("the file of the secret " + name + " must have an absolute path");
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
            throw new IOException("the secret " + name + " has no file of at most 64 KiB at " + path);
        }
        refuseIfOpen(name, file.toRealPath());
        return Files.readString(file).strip();
    }

    /** What root has put there for everybody, as Kubernetes does, is root's business. */
    private static void refuseIfOpen(String name, Path file) throws IOException {
        var attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean isRoots = attributes.owner().getName().equals("root");
        if (!isRoots && attributes.permissions().contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException(
                    "the file of the secret " + name + " can be read by everybody; take that away: chmod o-r " + file);
        }
    }
}
