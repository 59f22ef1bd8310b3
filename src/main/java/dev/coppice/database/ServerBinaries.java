package dev.coppice.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of the server, unpacked once from the archive on the class path. */
final class ServerBinaries {

    private static final String PART = "unpacking-";
    private static final String MARKER = "complete";

    /** Of the archive that the build carries; data of another one cannot be read. */
    static final String MAJOR_VERSION = "18";

    private ServerBinaries() {}

    /**
     * Returns the folder that holds {@code bin}, unpacking it first if it is not there.
     *
     * <p>Several processes may do so at once: each unpacks beside the final folder, and the first rename wins.
     */
    static Path unpack(Path parent, ServerAccount account) throws IOException {
        URL archive = archive();
        Path folder = parent.resolve("server-" + fingerprint(archive));
        if (Files.exists(folder.resolve(MARKER))) {
            return folder;
        }
        Path part = Files.createTempDirectory(parent, PART, PrivateFiles.OWNER_ONLY_FOLDER);
        try {
            unpack(archive, part);
            Files.createFile(part.resolve(MARKER));
            account.own(part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            removeAbandonedParts(parent);
        } catch (IOException e) {
            if (!Files.exists(folder.resolve(MARKER))) {
                throw e;
            }
        } finally {
            PrivateFiles.deleteTree(part);
        }
        return folder;
    }

    /** Fails if this build has no programs for this machine. */
    static void demandCarried() {
        archive();
    }

    /** Left by a process that was killed while it unpacked; a younger one may still be at it. */
    private static void removeAbandonedParts(Path parent) throws IOException {
        var longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        try (var parts = Files.newDirectoryStream(parent, PART + "*")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).compareTo(longAgo) < 0) {
                    PrivateFiles.deleteTree(part);
                }
            }
        }
    }

    private static URL archive() {
        String system =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch", "").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "postgres-" + system + "-" + processor + ".txz";
        URL archive =
                Objects.requireNonNull(ServerBinaries.class.getClassLoader()).getResource(name);
        if (archive == null) {
            throw new DatabaseFailure("this build carries no PostgreSQL for " + system + " " + processor
                    + "; build it on such a machine, or set QUARKUS_DATASOURCE_JDBC_URL");
        }
        return archive;
    }

    /** Tells one version's archive from another's without reading 15 MB at every start. */
    private static String fingerprint(URL archive) throws IOException {
        var connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (var file = jar.getJarFile()) {
                return Long.toHexString(file.getEntry(jar.getEntryName()).getCrc());
            }
        }
        try (var _ = connection.getInputStream()) {
            return Long.toHexString(connection.getContentLengthLong());
        }
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = inside(folder, folder.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = Objects.requireNonNull(target.getParent());
        Files.createDirectories(parent);
        if (entry.isSymbolicLink()) {
            inside(folder, parent.resolve(entry.getLinkName()));
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.isLink()) {
            Files.copy(tar, target);
            makeExecutable(entry, target);
        } else {
            throw new IOException("neither file, folder nor symbolic link: " + entry.getName());
        }
    }

    private static Path inside(Path folder, Path target) throws IOException {
        Path normal = target.normalize();
        if (!normal.startsWith(folder)) {
            throw new IOException("archive entry leaves its folder: " + target);
        }
        return normal;
    }

    private static void makeExecutable(TarArchiveEntry entry, Path target) throws IOException {
        if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + target);
        }
    }
}
