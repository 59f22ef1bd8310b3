package dev.coppice.agent.program;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the program of a coding-agent CLI is looked for.
 *
 * @param agent the name that plans and commands have for it
 * @param title the name that people have for it
 * @param program as configured: a name that is looked for, or an absolute path
 * @param setting in which it is configured
 */
public record CliProgram(String agent, String title, String program, String setting) {

    /** One with the setting that all usual CLIs have. */
    public CliProgram(String agent, String title, String program) {
        this(agent, title, program, "coppice." + agent + ".program");
    }

    /** The program to start, by its absolute path; {@code home} is what a {@code ~} means. */
    public Optional<Path> find(SearchPath searchPath, String home) {
        return program.contains("/")
                ? SearchPath.absolute(program, home).filter(SearchPath::isProgram)
                : searchPath.find(program);
    }

    /** Of the program, without its folder. */
    public String name() {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** What people are told where there is none. */
    public String missing(SearchPath searchPath) {
        var places = program.contains("/")
                ? program
                : searchPath.folders().stream().map(Path::toString).collect(Collectors.joining(", "));
        return title + " not found, looked in " + places + "; install it, or set " + setting + " (" + variable()
                + ") to its absolute path";
    }

    private String variable() {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
