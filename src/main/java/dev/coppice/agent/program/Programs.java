package dev.coppice.agent.program;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where programs are found on this machine, looked up at each call because they come and go.
 *
 * @param home what a {@code ~} means; "" if nobody says
 * @param areElsewhere whether they are started where this machine's files are not
 */
public record Programs(SearchPath searchPath, String home, boolean areElsewhere) {

    /** Those of this machine. */
    public Programs(SearchPath searchPath, String home) {
        this(searchPath, home, false);
    }

    /** Those of another root file system, such as a container's: whoever starts one there finds it by its name, or does not. */
    public Programs elsewhere() {
        return new Programs(searchPath, home, true);
    }

    /** The program of a CLI, by its absolute path; empty if it is not here. Elsewhere, its name. */
    public Optional<Path> find(CliProgram cli) {
        return areElsewhere ? Optional.of(Path.of(cli.name())) : cli.find(searchPath, home);
    }

    /** What people are told where it is not. */
    public String missing(CliProgram cli) {
        return cli.missing(searchPath);
    }
}
