package dev.coppice.isolation.dagger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How a session is got at: one that is open, or the program that opens one.
 *
 * @param environment Coppice's own
 */
record DaggerProgram(DaggerConfig config, Map<String, String> environment) {

    private static final String PORT = "DAGGER_SESSION_PORT";
    private static final String TOKEN = "DAGGER_SESSION_TOKEN";
    private static final int HIGHEST_PORT = 65_535;

    DaggerProgram {
        environment = Map.copyOf(environment);
    }

    /** Why there can be no session here; starts nothing. */
    Optional<String> objection() {
        if (open().isPresent() || find().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(config.program()
                .map(program -> "coppice.dagger.program is no program that can be started: " + program)
                .orElse("there is no program 'dagger' on PATH, coppice.dagger.program names none, and " + PORT + " and "
                        + TOKEN + " name no open session"));
    }

    /** The session that Coppice was started in. */
    Optional<Opened> open() {
        var port = environment.getOrDefault(PORT, "");
        var token = environment.getOrDefault(TOKEN, "");
        boolean isPort = port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= HIGHEST_PORT;
        return isPort && !token.isEmpty() ? Optional.of(new Opened(Integer.parseInt(port), token)) : Optional.empty();
    }

    /** The program by its absolute path. */
    Optional<Path> find() {
        if (config.program().isPresent()) {
            return config.program().map(Path::of).filter(path -> path.isAbsolute() && isProgram(path));
        }
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "dagger"))
                .filter(DaggerProgram::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Where an open session answers, and to whom. */
    record Opened(int port, String token) {

        /** Shows no secret. */
        @Override
        public String toString() {
            return "port " + port;
        }
    }
}
