package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The programs besides the system's that a command is to find: its own, those of its PATH, its Java.
 *
 * @param home the user's: of what lies there only whole installations are shown, because a {@code bin} alone is of little use and the
 *     folders around it hold logins
 * @param offered folders of programs that the operator named, shown wherever they are
 */
record Toolchains(Mounts mounts, Protected hidden, Path home, List<Path> offered) {

    private static final Set<String> OF_PROGRAMS = Set.of("bin", "sbin");
    private static final List<String> OF_INSTALLATIONS =
            List.of("lib", "lib64", "libexec", "share", "include", "release");
    private static final String NODE_MODULES = "node_modules";

    void show(Map<String, String> environment, Path program) throws IOException {
        var java = absolute(environment.getOrDefault("JAVA_HOME", ""));
        if (java.isPresent()) {
            showFolder(java.get());
        }
        for (var name : environment.getOrDefault("PATH", "").split(":", -1)) {
            var folder = absolute(name).filter(Files::isDirectory);
            if (folder.isPresent()) {
                showProgramsOf(folder.get());
            }
        }
        showProgram(program);
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void showProgramsOf(Path folder) throws IOException {
        var installation = installation(folder);
        if (installation.isPresent()) {
            showFolder(installation.get());
        } else if (!folder.startsWith(home) || offered.contains(folder)) {
            showFolder(folder);
        }
    }

    /** The folder above one of programs, if it holds one installation and nothing else. */
    private Optional<Path> installation(Path folder) {
        var above = folder.getParent();
        return above != null
                        && OF_PROGRAMS.contains(String.valueOf(folder.getFileName()))
                        && !above.equals(home.resolve(".local"))
                        && hidden.allows(above)
                        && OF_INSTALLATIONS.stream().anyMatch(name -> Files.exists(above.resolve(name)))
                ? Optional.of(above)
                : Optional.empty();
    }

    /** By the path that leads there too, where that goes by a link. */
    private void showFolder(Path folder) throws IOException {
        var real = real(folder);
        if (hidden.allows(real) && !mounts.shows(real)) {
            mounts.readOnly(real);
        }
        if (!real.equals(folder) && hidden.allows(folder) && !mounts.shows(folder)) {
            mounts.readOnly(real, folder);
        }
    }

    /** Links stay links, because programs look for their parts beside the file that they lead to. */
    private void showProgram(Path program) throws IOException {
        if (mounts.shows(program) && mounts.shows(real(program))) {
            return;
        }
        var real = real(program);
        if (!mounts.shows(real)) {
            var around = around(real);
            if (around.isPresent()) {
                mounts.readOnly(around.get());
            } else {
                mounts.readOnly(real);
            }
        }
        if (!program.equals(real) && !mounts.shows(program)) {
            mounts.link(real, program);
        }
    }

    /** What belongs to a program: all packages that were installed with it, or the folder that it lies in. */
    private Optional<Path> around(Path program) {
        for (int names = 1; names < program.getNameCount(); names++) {
            if (program.getName(names - 1).toString().equals(NODE_MODULES)) {
                return Optional.of(program.getRoot().resolve(program.subpath(0, names)))
                        .filter(hidden::allows);
            }
        }
        var folder = program.getParent();
        return folder == null
                ? Optional.empty()
                : installation(folder).or(() -> Optional.of(folder).filter(hidden::allows));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path; // what is not there is not shown either
        }
    }
}
