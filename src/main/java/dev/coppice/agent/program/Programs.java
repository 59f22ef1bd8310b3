package dev.coppice.agent.program;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where programs are found on this machine, looked up at each call because they come and go.
 *
 * @param home what a {@code ~} means; "" if nobody says
 */
public record Programs(SearchPath searchPath, String home) {

    /** The program of a CLI, by its absolute path; empty if it is not here. */
    public Optional<Path> find(CliProgram cli) {
        return cli.find(searchPath, home);
    }

    /** What people are told where it is not. */
    public String missing(CliProgram cli) {
        return cli.missing(searchPath);
    }
}
